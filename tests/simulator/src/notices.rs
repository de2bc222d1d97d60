//! Notifications: the provider sends them until one is answered with 200, and the program's handlers decide on them.

use std::pin::Pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use freedompay::callback::{CallbackVerifier, Incoming, Reply};
use freedompay::merchant::callbacks::ResultNotify;
use freedompay_runtime::sign::pg_sig;
use freedompay_runtime::tree::Tree;

use crate::database::{Answer, Asker, Statement};
use crate::handler::{Handling, handle};
use crate::history::{Due, History};
use crate::instance::INSTANCES;
use crate::notice_store::{HandlerStore, NoticeAnswer, NoticeStatement};

const SECRET: &str = "payment-key";
/// The provider sends a notification so often, the first time included, and waits so long before it sends it again.
const TRIES: u32 = 5;
const REPEATED_AFTER: Duration = Duration::from_secs(30 * 60);
/// How long it waits for a reply.
const PATIENCE: Duration = Duration::from_secs(60);

/// A notification.
#[derive(Debug, Default)]
pub(crate) struct Notice {
    payment: u64,
    captured: bool,
    tries: u32,
    /// Whether it is going to be sent again.
    is_due: bool,
    /// Whether the program delivers in the transaction that keeps the decision.
    in_transaction: bool,
    delivered: u32,
    /// What was decided, as the replies with 200 say it.
    decisions: Vec<String>,
}

type Handler = Pin<Box<dyn Future<Output = Reply>>>;

/// A notification that was sent to an instance.
pub(crate) struct Arrived {
    notice: usize,
    instance: usize,
    /// Its handler, while it runs.
    handler: Option<Handler>,
    store: HandlerStore,
    /// Whether the provider still waits for the reply.
    is_awaited: bool,
    /// When its handler last asked the database.
    pub(crate) asked_at: Duration,
}

impl Arrived {
    /// Reports whether its handler runs.
    pub(crate) fn is_running(&self) -> bool {
        self.handler.is_some()
    }
}

impl History<'_> {
    /// Decides which notifications are going to be sent.
    pub(crate) fn plan_notices(&mut self) {
        if self.choices.below(3) < 2 {
            return;
        }
        let in_transaction = !self.choices.once_in(3);
        for nth in 0..=u64::from(self.choices.below(2)) {
            let payment = if self.choices.once_in(2) { 7000 } else { 7000 + nth };
            let notice = Notice { payment, captured: nth == 1, in_transaction, ..Notice::default() };
            self.notices.push(notice);
            let after = self.choices.one_of(&[0, 1000, 20_000].map(Duration::from_millis));
            self.push(after, Due::Notify(self.notices.len() - 1));
        }
    }

    /// Sends a notification to an instance, or to two at once.
    pub(crate) fn notify(&mut self, id: usize) {
        let notice = &mut self.notices[id];
        notice.is_due = false;
        notice.tries += 1;
        let copies = if self.choices.once_in(3) { 2 } else { 1 };
        let second = self.choices.one_of(&[0, 70].map(Duration::from_secs));
        if copies > 1 {
            self.fault("notification twice");
        }
        let first = usize::from(self.choices.below(3));
        for copy in 0..copies {
            let instance = (first + copy) % INSTANCES;
            self.arrived.push(Arrived {
                notice: id,
                instance,
                handler: None,
                store: HandlerStore::default(),
                is_awaited: true,
                asked_at: Duration::ZERO,
            });
            let arrived = self.arrived.len() - 1;
            self.note(|| format!("the provider sends notification {id} to instance {instance}"));
            let after = if copy > 0 { second } else { Duration::ZERO };
            self.push(after + Duration::from_millis(50), Due::Delivered(arrived, instance));
            self.push(after + PATIENCE, Due::HangUp(arrived));
        }
    }

    /// Lets an instance handle a notification.
    pub(crate) fn notice_arrives(&mut self, id: usize, instance: usize) {
        if !self.instances[instance].is_up {
            return self.not_answered(id);
        }
        let arrived = &self.arrived[id];
        let notice = &self.notices[arrived.notice];
        let can_reject = notice.tries == 1;
        let body = notice.body(id, can_reject);
        let incoming = Incoming {
            method: "POST",
            path: "/pay/result",
            query: "",
            content_type: "application/x-www-form-urlencoded",
            body: body.as_bytes(),
        };
        let received = match CallbackVerifier::new(SECRET).receive::<ResultNotify>(incoming) {
            Ok(received) => received,
            Err(error) => return self.violate(format!("a notification is refused: {error}")),
        };
        let decision = match (self.choices.below(8), received.right_to_reject()) {
            (7, _) => received.error("not now"),
            (5 | 6, Some(right)) => right.reject(format!("by {id}")),
            _ => received.ok().describe(format!("by {id}")),
        };
        let (store, in_transaction) =
            (self.arrived[id].store.clone(), self.notices[self.arrived[id].notice].in_transaction);
        // Now and then longer than its claim holds.
        let thinks = self.choices.one_of(&[0, 0, 5, 100].map(Duration::from_secs));
        self.note(|| format!("instance {instance} handles arrival {id}: {decision:?}"));
        self.arrived[id].handler =
            Some(Box::pin(handle(received, Handling { store, thinks, decision, in_transaction })));
        self.run_handler(id);
    }

    fn run_handler(&mut self, id: usize) {
        let arrived = &mut self.arrived[id];
        let Some(handler) = &mut arrived.handler else { return };
        match handler.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Pending => {
                arrived.asked_at = self.now;
                let (instance, asked) = (arrived.instance, arrived.store.take_asked());
                match asked {
                    Some(NoticeStatement::Think(time)) => {
                        let thought = Answer::Notice(Some(NoticeAnswer::Kept(true)));
                        let due = Due::Answered(instance, Asker::Task(id), Box::new(thought));
                        self.push_at(instance, time, due);
                    }
                    Some(statement) => self.ask(instance, Asker::Task(id), Statement::Notice(id, statement)),
                    None => self.violate("a handler waits for nothing"),
                }
            }
            Poll::Ready(reply) => {
                self.end_task(id);
                self.replied(id, &reply);
            }
        }
    }

    /// Gives a handler the answer of the database.
    pub(crate) fn task_answered(&mut self, id: usize, answer: Option<NoticeAnswer>) {
        self.arrived[id].store.answer(answer);
        self.run_handler(id);
    }

    fn replied(&mut self, id: usize, reply: &Reply) {
        let text = |name: &str| {
            let (_, rest) = reply.body().split_once(&format!("<{name}>"))?;
            rest.split_once('<').map(|(text, _)| text.to_owned())
        };
        let said = (reply.http_status(), text("pg_status"), text("pg_description"));
        self.note(|| format!("arrival {id} is answered: {said:?}"));
        if said.0 != 200 {
            return self.not_answered(id);
        }
        let is_awaited = std::mem::replace(&mut self.arrived[id].is_awaited, false);
        let notice = &mut self.notices[self.arrived[id].notice];
        notice.decisions.push(format!("{said:?}"));
        let (first, delivered) = (notice.decisions[0].clone(), notice.delivered);
        if first != format!("{said:?}") {
            self.violate(format!("a notification was answered {first}, and then {said:?}"));
        }
        if delivered == 0 {
            self.violate("a notification is answered, and nothing was delivered");
        }
        if is_awaited && self.choices.once_in(6) {
            self.fault("reply is lost");
            self.arrived[id].is_awaited = true;
            self.not_answered(id);
        }
    }

    /// Notes that the program has delivered.
    pub(crate) fn delivered(&mut self, task: usize) {
        let notice = &mut self.notices[self.arrived[task].notice];
        notice.delivered += 1;
        let is_twice = notice.in_transaction && notice.delivered > 1;
        self.note(|| format!("delivered, by arrival {task}"));
        if is_twice {
            self.violate("a notification is delivered twice");
        }
    }

    /// The provider no longer waits. Whether the handler goes on is up to the server.
    pub(crate) fn hang_up(&mut self, id: usize) {
        if !self.arrived[id].is_awaited {
            return;
        }
        self.fault("provider hangs up");
        if self.choices.below(2) == 0 {
            self.end_task(id);
        }
        self.not_answered(id);
    }

    /// The provider was not answered with 200: it sends the notification again, unless it has done so often enough.
    fn not_answered(&mut self, id: usize) {
        if !std::mem::replace(&mut self.arrived[id].is_awaited, false) {
            return;
        }
        let of = self.arrived[id].notice;
        let notice = &mut self.notices[of];
        if notice.tries < TRIES && !notice.is_due {
            notice.is_due = true;
            self.push(REPEATED_AFTER, Due::Notify(of));
        }
    }

    fn end_task(&mut self, id: usize) {
        self.arrived[id].handler = None;
        self.unlock(id);
    }

    /// Ends the handlers of a process.
    pub(crate) fn end_tasks(&mut self, instance: usize) {
        for id in 0..self.arrived.len() {
            if self.arrived[id].instance == instance && self.arrived[id].handler.is_some() {
                self.end_task(id);
                self.not_answered(id);
            }
        }
    }

    /// Every notification was delivered that was answered, once if the program delivers in its transaction.
    pub(crate) fn check_notices(&mut self) {
        if let Some(notice) = self.notices.iter().find(|notice| notice.decisions.is_empty() && notice.tries < TRIES) {
            self.violate(format!("the provider stops after {} tries", notice.tries));
        }
        if !self.database.locked.is_empty() {
            self.violate("a transaction never ends");
        }
    }
}

impl Notice {
    /// Writes the message, with a salt of its own each time.
    fn body(&self, salt: usize, can_reject: bool) -> String {
        let mut message = Tree::empty();
        let (payment, salt) = (self.payment.to_string(), salt.to_string());
        let fields = [
            ("pg_order_id", "77"),
            ("pg_payment_id", &payment),
            ("pg_amount", if can_reject { "500" } else { "500.00" }),
            ("pg_currency", "KZT"),
            ("pg_result", "1"),
            ("pg_can_reject", if can_reject { "1" } else { "0" }),
            ("pg_captured", if self.captured { "1" } else { "0" }),
            ("pg_salt", &salt),
        ];
        for (name, text) in &fields {
            message.push_text(name, text);
        }
        let signature = pg_sig::sign("result", message.root(), &SECRET.into());
        message.push_text(pg_sig::FIELD, &signature);
        let pairs: Vec<String> = message.root().children().map(|f| format!("{}={}", f.name(), f.text())).collect();
        pairs.join("&")
    }
}
