//! What a history is going to be: jobs, notifications, instances with their clocks, and troubles.

use std::time::Duration;

use crate::books::{Book, Job};
use crate::calls::{APIS, CLIENTS, Kind, MERCHANTS};
use crate::clock::Clock;
use crate::history::{Due, History};
use crate::instance::{INSTANCES, Instance, Trouble};

const HOUR_MS: i64 = 3_600_000;
/// How fast a clock may run, in millionths: half a percent, which over the six minutes of a call is two of the ten seconds
/// that its record adds to them.
const DRIFTS: [i32; 3] = [0, 5000, -5000];

impl History<'_> {
    /// Decides what is going to happen.
    pub(crate) fn plan(&mut self) {
        for at in 0..INSTANCES {
            let drift = self.choices.one_of(&DRIFTS);
            let wall_ahead_ms = self.choices.one_of(&[0, 0, 3 * HOUR_MS, -5 * HOUR_MS]);
            let sleeps = self.choices.once_in(2);
            let mut instance = Instance::new(self.settings, Clock::new(drift, wall_ahead_ms), sleeps);
            let looks = [None, Some(Duration::from_secs(30)), Some(Duration::from_secs(200))];
            instance.looks_every = self.choices.one_of(&looks);
            self.instances.push(instance);
            let first = self.choices.one_of(&[0, 5, 100].map(Duration::from_secs));
            self.push(first, Due::Look(at));
        }
        self.plan_jobs();
        self.plan_troubles();
        self.plan_notices();
    }

    fn plan_jobs(&mut self) {
        let kinds = [
            Kind::Payout,
            Kind::Charge,
            Kind::Refund,
            Kind::Payout,
            Kind::Wallet,
            Kind::Removal,
            Kind::PayoutStatus,
            Kind::Payout,
        ];
        let merchants: Vec<usize> = (0..MERCHANTS).collect();
        for job in 0..usize::from(2 + self.choices.below(3)) {
            let kind = self.choices.one_of(&kinds);
            let merchant = if self.choices.once_in(2) { self.choices.one_of(&merchants) } else { 0 };
            self.jobs.push(Job { kind, merchant, book: Book::New, orders: Vec::new(), told: Vec::new() });
            self.new_order(job);
            let client = merchant * APIS + kind.api();
            // The same API's client of another merchant looks, too: what it must not find is there.
            for client in [client, (client + APIS) % CLIENTS] {
                if kind.moves_money() && !self.recovering.contains(&client) {
                    self.recovering.push(client);
                }
            }
            // Mostly one instance, so that calls share connections and limits.
            let instance = self.choices.one_of(&[0, 0, 0, 1, 2]);
            let start = self.choices.one_of(&[0, 0, 400, 3000, 30_000].map(Duration::from_millis));
            self.push(start, Due::Start(job, instance));
        }
    }

    fn plan_troubles(&mut self) {
        let when = [0, 1, 20, 60, 300, 400].map(Duration::from_secs);
        for _ in 0..self.choices.below(3) {
            let after = self.choices.one_of(&when) + Duration::from_millis(u64::from(self.choices.below(1000)));
            let at = usize::from(self.choices.below(3));
            let time = self.choices.one_of(&[5, 90, 700].map(Duration::from_secs));
            let by = self.choices.one_of(&[1000, HOUR_MS]);
            let sleeps = self.instances[at].sleeps;
            let trouble = match self.choices.below(6) {
                0 | 1 => Trouble::Stop(time),
                2 | 3 if sleeps => Trouble::Sleep(time),
                2 | 3 => Trouble::SetWall(-by),
                4 => Trouble::SetWall(by),
                _ => Trouble::Kill,
            };
            self.push(after, Due::Trouble(at, trouble));
        }
        if self.choices.once_in(12) {
            let after = self.choices.one_of(&when);
            let time = self.choices.one_of(&[1, 15, 500].map(Duration::from_secs));
            self.push(after, Due::Outage(time));
        }
    }
}
