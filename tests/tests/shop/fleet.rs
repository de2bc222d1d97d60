//! The instances: started, killed at random microseconds or at a chosen step, and started again, each by a thread of its own.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::balancer::Balancer;
use crate::instance::Settings;
use crate::kills::Kills;
use crate::steps::Step;

/// The longest life of an instance that is to be killed.
const LONGEST_LIFE: Duration = Duration::from_millis(1500);
/// The same for one that is to be killed at a chosen step.
const LONGEST_WAY: Duration = Duration::from_secs(4);
/// How many operations come to that step before it is killed.
const MOST_BEFORE: u64 = 4;

/// What happens to the instances.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Weather {
    /// They are killed and started again.
    Killing,
    /// They live.
    Calm,
    /// They are dead.
    Night,
    /// They are dead and stay so.
    End,
}

/// The instances, behind the balancer.
pub(crate) struct Fleet {
    shared: Arc<Shared>,
    threads: Vec<JoinHandle<()>>,
}

struct Shared {
    settings: Settings,
    folder: PathBuf,
    balancer: Arc<Balancer>,
    weather: Mutex<(Weather, u32)>,
    weather_changed: Condvar,
    kills: Mutex<Kills>,
    alive: Mutex<Vec<bool>>,
    alive_changed: Condvar,
}

impl Fleet {
    /// Starts so many instances, which are killed until the weather changes.
    pub(crate) fn start(count: usize, settings: Settings, folder: PathBuf, balancer: Arc<Balancer>) -> Self {
        let shared = Arc::new(Shared {
            settings,
            folder,
            balancer,
            weather: Mutex::new((Weather::Killing, 1)),
            weather_changed: Condvar::new(),
            kills: Mutex::default(),
            alive: Mutex::new(vec![false; count]),
            alive_changed: Condvar::new(),
        });
        let thread = |nth| {
            let shared = Arc::clone(&shared);
            thread::spawn(move || shared.look_after(nth))
        };
        Self { threads: (0..count).map(thread).collect(), shared }
    }

    /// Changes the weather, and waits until every instance is as it says. Pauses pass so many times faster for instances that
    /// are started from now on.
    pub(crate) fn set(&self, weather: Weather, haste: u32) {
        *lock(&self.shared.weather) = (weather, haste);
        self.shared.weather_changed.notify_all();
        let is_there = |alive: &Vec<bool>| match weather {
            Weather::Killing => true,
            Weather::Calm => alive.iter().all(|alive| *alive),
            Weather::Night | Weather::End => alive.iter().all(|alive| !*alive),
        };
        let mut alive = lock(&self.shared.alive);
        while !is_there(&alive) {
            alive = self.shared.alive_changed.wait(alive).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Returns what was hit so far.
    pub(crate) fn kills(&self) -> Kills {
        lock(&self.shared.kills).clone()
    }
}

impl Drop for Fleet {
    fn drop(&mut self) {
        lock(&self.shared.weather).0 = Weather::End;
        self.shared.weather_changed.notify_all();
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A running instance.
struct Running {
    child: Child,
    steps: PathBuf,
    /// It writes where it listens, and when it stands at its step.
    lines: Receiver<String>,
    /// How long it lives at most, if it is to be killed.
    life: Duration,
    has_spoken: bool,
}

impl Running {
    /// Waits until it listens; nothing if it ends before that, or stands at its step already.
    fn address(&mut self) -> Option<SocketAddr> {
        let line = self.lines.recv().ok()?;
        self.has_spoken = true;
        line.strip_prefix("listening on http://")?.parse().ok()
    }
}

impl Shared {
    fn look_after(&self, nth: usize) {
        for count in 0_u32.. {
            let Some(haste) = self.wait_for_day() else { return };
            let mut running = self.spawn(nth, count, haste);
            if let Some(address) = running.address() {
                self.is_alive(nth, Some(address));
                self.let_live(&mut running);
            }
            let _ = running.child.kill();
            let _ = running.child.wait();
            self.is_alive(nth, None);
            if running.has_spoken {
                lock(&self.kills).count(&fs::read(&running.steps).unwrap_or_default());
            }
            let _ = fs::remove_file(&running.steps);
            if !running.has_spoken {
                // Its database is down: a supervisor waits a little, too.
                thread::sleep(Duration::from_millis(50));
            }
        }
    }

    /// Waits until instances may live; returns how fast they are. Nothing at the end.
    fn wait_for_day(&self) -> Option<u32> {
        let mut weather = lock(&self.weather);
        loop {
            match *weather {
                (Weather::End, _) => return None,
                (Weather::Night, _) => {
                    weather = self.weather_changed.wait(weather).unwrap_or_else(PoisonError::into_inner);
                }
                (_, haste) => return Some(haste),
            }
        }
    }

    /// Chooses a step at which an instance ends, one of those that were hit least. Every second one that is to be killed has one,
    /// and most have while a step was never hit.
    fn choose_trap(&self) -> Option<(Step, u64)> {
        let kills = lock(&self.kills);
        let share = if kills.is_complete() { 50 } else { 80 };
        let is_chosen = lock(&self.weather).0 == Weather::Killing && fastrand::u8(0..100) < share;
        is_chosen.then(|| (kills.rarest(), fastrand::u64(1..=MOST_BEFORE)))
    }

    fn spawn(&self, nth: usize, count: u32, haste: u32) -> Running {
        let steps = self.folder.join(format!("steps-{nth}-{count}"));
        File::create(&steps).expect("a temporary file can be created");
        let mut command = Command::new(std::env::current_exe().expect("this program has a path"));
        let trap = self.choose_trap();
        self.settings.write(&mut command, &steps, haste, trap);
        let longest = if trap.is_some() { LONGEST_WAY } else { LONGEST_LIFE };
        let life = Duration::from_micros(fastrand::u64(0..u64::try_from(longest.as_micros()).unwrap_or(1)));
        // It ends when its input does, so that none outlives this process.
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("this program runs");
        let lines = listen(child.stdout.take().expect("it is piped"));
        Running { child, steps, lines, life, has_spoken: false }
    }

    /// Lets an instance live until it is time to kill it.
    fn let_live(&self, running: &mut Running) {
        let (mut left, tick) = (running.life, Duration::from_millis(5));
        loop {
            let weather = lock(&self.weather).0;
            if !matches!(weather, Weather::Killing | Weather::Calm) || matches!(running.child.try_wait(), Ok(Some(_))) {
                return;
            }
            let time = if weather == Weather::Killing { left.min(tick) } else { tick };
            match running.lines.recv_timeout(time) {
                Ok(_) => return,
                Err(RecvTimeoutError::Disconnected) => thread::sleep(time),
                Err(RecvTimeoutError::Timeout) => {}
            }
            if weather == Weather::Killing {
                left = left.saturating_sub(time);
                if left.is_zero() {
                    return;
                }
            }
        }
    }

    fn is_alive(&self, nth: usize, address: Option<SocketAddr>) {
        self.balancer.set(nth, address);
        if let Some(alive) = lock(&self.alive).get_mut(nth) {
            *alive = address.is_some();
        }
        self.alive_changed.notify_all();
    }
}

/// Passes on the lines that an instance writes.
fn listen(output: ChildStdout) -> Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            let _ = sender.send(line);
        }
    });
    receiver
}
