package io.contexttrace.lambda;

import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Type;
import java.util.ServiceLoader;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import org.jspecify.annotations.Nullable;

/**
 * How the objects of one type are read from JSON and written: by the serializer that the
 * application brings, or else by that of Lambda's runtime.
 */
interface ObjectFormat {

	/**
	 * Read an object.
	 * @param input the JSON
	 * @return the object
	 */
	@Nullable Object fromJson(InputStream input);

	/**
	 * Write an object.
	 * @param object the object
	 * @param output where the JSON goes
	 */
	void toJson(@Nullable Object object, OutputStream output);

	/**
	 * The format of a type.
	 * @param type the type
	 * @return its format
	 */
	static ObjectFormat of(Type type) {
		ClassLoader loader = Thread.currentThread().getContextClassLoader();
		return ServiceLoader.load(CustomPojoSerializer.class, loader)
			.findFirst()
			.<ObjectFormat>map((serializer) -> new CustomFormat(serializer, type))
			.orElseGet(() -> new UsualFormat(serializer(type, loader)));
	}

	@SuppressWarnings("unchecked")
	private static PojoSerializer<Object> serializer(Type type, ClassLoader loader) {
		return (type instanceof Class<?> event && LambdaEventSerializers.isLambdaSupportedEvent(event.getName()))
				? LambdaEventSerializers.serializerFor((Class<Object>) event, loader)
				: JacksonFactory.getInstance().getSerializer(type);
	}

	/**
	 * The format of the application.
	 *
	 * @param serializer reads and writes
	 * @param type the type of the objects
	 */
	record CustomFormat(CustomPojoSerializer serializer, Type type) implements ObjectFormat {

		@Override
		public @Nullable Object fromJson(InputStream input) {
			return this.serializer.fromJson(input, this.type);
		}

		@Override
		public void toJson(@Nullable Object object, OutputStream output) {
			this.serializer.toJson(object, output, this.type);
		}

	}

	/**
	 * The format of Lambda's runtime.
	 *
	 * @param serializer reads and writes
	 */
	record UsualFormat(PojoSerializer<Object> serializer) implements ObjectFormat {

		@Override
		public @Nullable Object fromJson(InputStream input) {
			return this.serializer.fromJson(input);
		}

		@Override
		@SuppressWarnings("NullAway")
		public void toJson(@Nullable Object object, OutputStream output) {
			this.serializer.toJson(object, output);
		}

	}

}
