//! Runs histories, and shows the smallest one that violates something.

use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use freedompay_simulator::{Clients, History, Report, shrink};

const USAGE: &str = "usage: simulate [--histories N] [--seed N] [--threads N]

Runs N histories (100000), with the seeds from --seed (0) on, on as many threads as there are cores.
`simulate --seed N --histories 1` repeats one history and prints it.
Exit status: 0 if nothing was violated, 1 if something was (the smallest history that shows it is printed),
2 for a wrong argument, 3 if something was never reached in ten million histories or more.";

/// The seed of a history that violates something, and its decisions.
type Violated = (u64, Vec<u16>);

struct Arguments {
    histories: u64,
    seed: u64,
    threads: usize,
}

fn arguments() -> Option<Arguments> {
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZeroUsize::get);
    let mut arguments = Arguments { histories: 100_000, seed: 0, threads };
    let mut given = std::env::args().skip(1);
    while let Some(name) = given.next() {
        let value: u64 = given.next()?.parse().ok()?;
        match name.as_str() {
            "--histories" => arguments.histories = value,
            "--seed" => arguments.seed = value,
            "--threads" => arguments.threads = usize::try_from(value).ok().filter(|threads| *threads > 0)?,
            _ => return None,
        }
    }
    Some(arguments)
}

fn main() -> ExitCode {
    let Some(arguments) = arguments() else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    let begun = Instant::now();
    let (next, stop) = (AtomicU64::new(0), AtomicU64::new(u64::MAX));
    let work = || -> Result<(Report, Option<Violated>), String> {
        let clients = Clients::new().map_err(|error| error.to_string())?;
        let mut report = Report::default();
        loop {
            let nth = next.fetch_add(1, Ordering::Relaxed);
            if nth >= arguments.histories.min(stop.load(Ordering::Relaxed)) {
                return Ok((report, None));
            }
            let seed = arguments.seed.wrapping_add(nth);
            let ended = History::run(&clients, seed, &mut report);
            if ended.violation.is_some() {
                stop.fetch_min(nth, Ordering::Relaxed);
                return Ok((report, Some((seed, ended.made))));
            }
        }
    };
    let results: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..arguments.threads).map(|_| scope.spawn(work)).collect();
        threads.into_iter().map(std::thread::ScopedJoinHandle::join).collect()
    });
    let (mut report, mut violated) = (Report::default(), None);
    for result in results {
        match result {
            Ok(Ok((part, violation))) => {
                report.add(&part);
                violated = violated.or(violation);
            }
            Ok(Err(error)) => {
                eprintln!("{error}");
                return ExitCode::from(2);
            }
            Err(_) => {
                eprintln!("a thread of the simulator has panicked");
                return ExitCode::FAILURE;
            }
        }
    }
    print!("{report}");
    println!("time: {:.1} s on {} threads", begun.elapsed().as_secs_f64(), arguments.threads);
    conclude(&arguments, &report, violated)
}

fn conclude(arguments: &Arguments, report: &Report, violated: Option<Violated>) -> ExitCode {
    let Ok(clients) = Clients::new() else { return ExitCode::from(2) };
    if arguments.histories == 1 {
        let made = History::run(&clients, arguments.seed, &mut Report::default()).made;
        History::repeat(&clients, made, &mut Report::default()).log.iter().for_each(|line| println!("{line}"));
    }
    if let Some((seed, made)) = violated {
        println!("violation in the history of seed {seed}; the smallest that shows it:");
        shrink(&clients, made).log.iter().for_each(|line| println!("{line}"));
        return ExitCode::FAILURE;
    }
    println!("violations: none");
    let unreached = report.unreached();
    if !unreached.is_empty() && report.histories >= 10_000_000 {
        println!("never reached:");
        for what in unreached {
            println!("  {what}");
        }
        return ExitCode::from(3);
    }
    ExitCode::SUCCESS
}
