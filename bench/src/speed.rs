//! The rounds: each starts everybody anew and hands each the same events, so that whatever the machine does befalls all alike.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::Result;
use crate::aws::Aws;
use crate::subject::Subject;

/// What was measured of one subject.
#[derive(Clone, Default)]
pub(crate) struct Measured {
    pub(crate) init: Duration,
    pub(crate) first: Duration,
    /// Both, of the same start.
    pub(crate) cold: Duration,
    pub(crate) warm: Duration,
    /// The mean, which is what a bill is made of.
    pub(crate) warm_mean: Duration,
    pub(crate) warm_p90: Duration,
    pub(crate) warm_p99: Duration,
    pub(crate) cold_cpu: Duration,
    pub(crate) warm_cpu: Duration,
    /// In bytes.
    pub(crate) memory: u64,
    /// Bytes logged by a warm invocation.
    pub(crate) logged: u64,
    /// Bytes of a warm answer.
    pub(crate) answered: u64,
    /// DynamoDB's write units of a warm invocation.
    pub(crate) written: u64,
    /// Calls to AWS by an init, and by a warm invocation.
    pub(crate) init_calls: BTreeMap<String, u64>,
    pub(crate) warm_calls: BTreeMap<String, u64>,
}

/// All starts of one subject, and the events after them.
#[derive(Default)]
struct Samples {
    init: Vec<Duration>,
    first: Vec<Duration>,
    cold: Vec<Duration>,
    warm: Vec<Duration>,
    cold_cpu: Vec<Duration>,
    warm_cpu: Vec<Duration>,
    memory: Vec<u64>,
}

/// How much is measured.
#[derive(Clone, Copy)]
pub(crate) struct Effort {
    pub(crate) rounds: u32,
    pub(crate) warm: u32,
}

/// Measures all of `subjects`, in turns.
pub(crate) fn measure(subjects: &[Subject], aws: &Aws, effort: Effort) -> Result<Vec<Measured>> {
    let mut samples: Vec<Samples> = subjects.iter().map(|_| Samples::default()).collect();
    let mut measured: Vec<Measured> = subjects.iter().map(|_| Measured::default()).collect();
    for _ in 0..effort.rounds {
        for ((subject, samples), measured) in subjects.iter().zip(&mut samples).zip(&mut measured) {
            samples.take(subject, aws, effort, measured)?;
        }
    }
    Ok(samples.into_iter().zip(measured).map(|(samples, measured)| samples.summarize(measured)).collect())
}

impl Samples {
    fn take(&mut self, subject: &Subject, aws: &Aws, effort: Effort, measured: &mut Measured) -> Result<()> {
        let events = u64::from(effort.warm);
        aws.take_calls();
        let mut environment = subject.start()?;
        let (init_calls, _) = aws.take_calls();
        let first = environment.invoke(&subject.event)?;
        subject.check(&first.answer)?;
        self.init.push(environment.init);
        self.first.push(first.took);
        self.cold.push(environment.init + first.took);
        let (cold_cpu, logged) = (environment.cpu()?, environment.logged());
        self.cold_cpu.push(cold_cpu);
        aws.take_calls();
        for _ in 0..effort.warm {
            let invocation = environment.invoke(&subject.event)?;
            subject.check(&invocation.answer)?;
            self.warm.push(invocation.took);
            measured.answered = invocation.answer.to_string().len() as u64;
        }
        self.warm_cpu.push((environment.cpu()? - cold_cpu) / effort.warm);
        self.memory.push(environment.peak_memory()?);
        let (mut warm_calls, written) = aws.take_calls();
        if written % events != 0 || warm_calls.values().any(|calls| calls % events != 0) {
            return Err(format!("{}: not every invocation makes the same calls", subject.name).into());
        }
        warm_calls.values_mut().for_each(|calls| *calls /= events);
        let calls = (init_calls, warm_calls, written / events);
        let before = (&measured.init_calls, &measured.warm_calls, measured.written);
        if self.init.len() > 1 && (&calls.0, &calls.1, calls.2) != before {
            return Err(format!("{}: not every start makes the same calls", subject.name).into());
        }
        (measured.init_calls, measured.warm_calls, measured.written) = calls;
        measured.logged = (environment.logged() - logged) / events;
        environment.kill()
    }

    fn summarize(mut self, measured: Measured) -> Measured {
        Measured {
            init: quantile(&mut self.init, 50),
            first: quantile(&mut self.first, 50),
            cold: quantile(&mut self.cold, 50),
            warm_mean: self.warm.iter().sum::<Duration>() / u32::try_from(self.warm.len().max(1)).unwrap_or(u32::MAX),
            warm: quantile(&mut self.warm, 50),
            warm_p90: quantile(&mut self.warm, 90),
            warm_p99: quantile(&mut self.warm, 99),
            cold_cpu: quantile(&mut self.cold_cpu, 50),
            warm_cpu: quantile(&mut self.warm_cpu, 50),
            memory: quantile(&mut self.memory, 50),
            ..measured
        }
    }
}

/// The value that so many hundredths of all do not exceed.
pub(crate) fn quantile<T: Ord + Copy + Default>(values: &mut [T], hundredths: usize) -> T {
    values.sort_unstable();
    values.get((values.len() * hundredths / 100).min(values.len().saturating_sub(1))).copied().unwrap_or_default()
}
