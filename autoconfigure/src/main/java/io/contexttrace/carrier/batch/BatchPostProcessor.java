package io.contexttrace.carrier.batch;

import io.contexttrace.FaultBarrier;

import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.NameMatchMethodPointcut;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Hooks the jobs and steps that are beans, and lets the job repository give each
 * execution its context.
 *
 * @param batches makes the contexts
 * @param hooks hooks jobs and steps
 */
public record BatchPostProcessor(ObjectProvider<BatchContexts> batches,
		ObjectProvider<BatchHooks> hooks) implements BeanPostProcessor {

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof Job job) {
			this.hooks.getObject().hookJob(job);
		}
		else if (bean instanceof Step step) {
			this.hooks.getObject().hookStep(step);
		}
		return (bean instanceof JobRepository) ? launching(bean) : bean;
	}

	private Object launching(Object repository) {
		NameMatchMethodPointcut pointcut = new NameMatchMethodPointcut();
		pointcut.setMappedName(BatchLaunch.METHOD);
		DefaultPointcutAdvisor advisor = new DefaultPointcutAdvisor(pointcut,
				new BatchLaunch(this.batches.getObject(), new FaultBarrier()));
		if (repository instanceof Advised advised && !advised.isFrozen()) {
			advised.addAdvisor(0, advisor);
			return repository;
		}
		ProxyFactory factory = new ProxyFactory(repository);
		factory.addAdvisor(advisor);
		return factory.getProxy(repository.getClass().getClassLoader());
	}

}
