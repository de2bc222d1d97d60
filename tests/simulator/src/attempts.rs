//! Attempts: what is sent, what becomes of it on the way, what the provider does, and what comes back.

use std::time::Duration;

use freedompay::transport::{HttpRequest, HttpResponse, TransportError};
use freedompay_runtime::Stage;
use freedompay_runtime::machine::Event;

use crate::bodies::{Body, QUOTED};
use crate::call::Call;
use crate::calls::TOKEN;
use crate::history::{Due, History};
use crate::instance::AFTER_CLOSE;
use crate::network::{Arrival, Fate, Late, Reply, delay};

/// The longest time between a call's last look at the clock and its first byte.
const STALL: Duration = Duration::from_secs(5);

/// How long a response takes at most that comes in time.
const SLOWEST: Duration = Duration::from_secs(55);

impl History<'_> {
    /// Sends an attempt.
    pub(crate) fn send(&mut self, id: usize, request: &HttpRequest) {
        self.check_attempt(id, request);
        let instance = self.calls[id].instance;
        let timeout = self.instances[instance].clock.real(request.timeout);
        // Between the last look at the clock and the first byte a thread may not be scheduled for a while.
        let stall = if self.choices.once_in(60) { STALL } else { Duration::ZERO };
        let call = &mut self.calls[id];
        let (kind, order) = (call.kind, call.order);
        call.attempts += 1;
        call.gives_up = Some(self.now + stall + timeout);
        let header =
            |name| request.headers.iter().find(|(known, _)| *known == name).map(|(_, value)| value.to_string());
        let request_id = header("X-Request-Id");
        call.signature = header("X-JWS-Signature");
        call.first.get_or_insert_with(|| (request.body.clone(), request_id.clone()));
        let (is_later, was_unreachable) = (self.calls[id].attempts > 1, self.calls[id].was_unreachable);
        let mut fate = Fate::choose(kind, is_later, was_unreachable, &mut self.choices);
        self.calls[id].was_unreachable = matches!(fate, Fate::NotSent(_));
        if fate == Fate::Stale && self.stale(id).is_none() {
            fate = Fate::Plain;
        }
        if let Some(fault) = fate.fault() {
            self.fault(Fate::FAULTS[fault]);
        }
        self.note(|| format!("call {id} sends: {fate:?}"));
        let there = stall + delay(&mut self.choices);
        let failed = |stage| Due::Call(id, Event::Failed(TransportError::new(stage, "as simulated")));
        let arrival = |reply| Due::Arrive(Arrival { call: id, kind, order, request_id: request_id.clone(), reply });
        if !matches!(fate, Fate::NotSent(_)) {
            self.calls[id].may_have_arrived = true;
        }
        match fate {
            Fate::NotSent(stage) => self.push(there.min(stall + timeout), failed(stage)),
            Fate::Broken { stage, arrives } => {
                let sees = stall + delay(&mut self.choices).min(timeout);
                self.push(sees, failed(stage));
                if arrives {
                    self.push(there.min(sees + AFTER_CLOSE), arrival(None));
                }
            }
            Fate::Slow => {
                self.push(stall + timeout, failed(Stage::Wait));
                let arrives = self.choices.one_of(&[there, Duration::from_secs(15), timeout + AFTER_CLOSE]);
                self.push(stall + arrives.min(timeout + AFTER_CLOSE), arrival(None));
            }
            Fate::TooLarge => {
                self.push(there * 2, failed(Stage::ResponseTooLarge(200)));
                self.push(there, arrival(None));
            }
            Fate::Stale => {
                self.push(there, arrival(None));
                if let Some(late) = self.take_stale(id) {
                    self.calls[id].coming = Some((200, Body::Another));
                    self.push(there, Due::Call(id, Event::Responded(late.response())));
                }
            }
            Fate::Answered { arrives: false, status, body } => self.respond(id, there, status, body, None),
            Fate::Answered { arrives: true, status, body } => {
                self.push(there, arrival(Some(Reply { status, body: Some(body) })));
            }
            Fate::Plain => self.push(there, arrival(Some(Reply { status: 200, body: None }))),
        }
    }

    /// Lets a request arrive at the provider.
    pub(crate) fn arrive(&mut self, arrival: Arrival) {
        let Arrival { call, kind, order, request_id, reply } = arrival;
        if !kind.asks() {
            let replays = request_id.as_deref().filter(|_| kind.endpoint().api.replays_request_id);
            self.orders[order].receive(replays, self.now, &mut self.choices);
            if self.orders[order].effective > 1 {
                self.violate(format!("order {order} was asked for twice"));
            }
            self.check_paid_once(order);
        }
        let plain = self.orders[order].plain(kind, self.now);
        self.note(|| format!("the provider receives call {call}: {plain:?}"));
        let wanted = reply.and_then(|reply| reply.body);
        let body = wanted.filter(|body| self.orders[order].allows(*body, kind, self.now)).unwrap_or(plain);
        let status = reply.map_or(200, |reply| if wanted == Some(body) { reply.status } else { 200 });
        match reply {
            Some(_) => {
                // What a status call says may be old by the time it comes.
                let is_slow = kind.asks() && self.choices.once_in(20);
                let back = if is_slow { SLOWEST } else { delay(&mut self.choices) };
                self.respond(call, back, status, body, request_id);
            }
            None if Body::Another.is_of(kind) && body == Body::Success => {
                let Call { instance, client, .. } = self.calls[call];
                self.instances[instance].late[client].push(Late { kind, order, request_id });
            }
            None => {}
        }
    }

    /// Delivers a response, unless the call has given up by then.
    fn respond(&mut self, id: usize, after: Duration, status: u16, body: Body, request_id: Option<String>) {
        let call = &self.calls[id];
        let Some(gives_up) = call.gives_up else { return };
        let (kind, order) = (call.kind, call.order);
        if self.now + after > gives_up {
            let left = gives_up.saturating_sub(self.now);
            let failure = TransportError::new(Stage::Wait, "timed out");
            return self.push(left, Due::Call(id, Event::Failed(failure)));
        }
        let mut response = HttpResponse { status, body: body.write(kind, order), ..HttpResponse::default() };
        if body == Body::Quoting {
            let secret = self.calls[id].signature.clone().unwrap_or_else(|| TOKEN.to_owned());
            response.body = String::from_utf8_lossy(&response.body).replace(QUOTED, &secret).into_bytes();
            self.calls[id].quoted = Some(secret);
        }
        if let Some(request_id) = request_id.filter(|_| kind.endpoint().api.replays_request_id) {
            response.headers.push("x-request-id", &request_id);
        }
        self.calls[id].coming = Some((status, body));
        self.note(|| format!("call {id} will be answered: HTTP {status}, {body:?}"));
        self.push(after, Due::Call(id, Event::Responded(response)));
    }

    /// Checks what may be sent.
    fn check_attempt(&mut self, id: usize, request: &HttpRequest) {
        let (now, tuning) = (self.now, self.tuning);
        let call = &self.calls[id];
        let (instance, client) = (call.instance, call.client);
        let replays = call.kind.endpoint().api.replays_request_id;
        let changes = !call.kind.asks();
        let sending = self.calls.iter().filter(|other| other.gives_up.is_some() && !other.is_over);
        let under_way = sending.filter(|other| (other.instance, other.client) == (instance, client)).count();
        let request_id = request.headers.iter().find(|(name, _)| *name == "X-Request-Id").map(|(_, id)| &**id);
        let expires = call.key.map(|key| self.database.holds.expires(key).unwrap_or_default());
        let gives_up = now + self.instances[instance].clock.real(request.timeout);
        let wrong = if changes && call.may_have_arrived && !replays {
            Some("it is sent again although it may have arrived")
        } else if changes
            && call
                .first
                .as_ref()
                .is_some_and(|(body, id)| replays && (*body != request.body || id.as_deref() != request_id))
        {
            Some("it is sent again with other bytes, or under another id")
        } else if call.kind.moves_money() && expires.is_none_or(|expires| expires == Duration::ZERO) {
            Some("it is sent and not recorded")
        } else if expires.is_some_and(|expires| now >= expires) {
            Some("it is sent after its record has expired")
        } else if expires.is_some_and(|expires| gives_up > expires) {
            Some("it may be under way after its record has expired")
        } else if tuning.max_concurrency.is_some_and(|most| under_way >= most) {
            Some("more calls are under way than may be")
        } else if call.attempts > 2 {
            Some("it is sent more often than the settings allow")
        } else {
            None
        };
        if let Some(wrong) = wrong {
            self.violate(format!("call {id} ({:?}): {wrong}", self.calls[id].kind));
        }
        if changes {
            let elapsed = self.clock(instance).elapsed;
            let last = self.instances[instance].paced[client].replace(elapsed);
            if last.is_some_and(|last| elapsed.saturating_sub(last) < tuning.pacing) {
                self.violate(format!("call {id} is too close to the one before"));
            }
        }
    }

    /// Returns the place of a response that another call of the same connection left there.
    fn stale(&self, id: usize) -> Option<usize> {
        let Call { kind, order, instance, client, .. } = self.calls[id];
        let late = &self.instances[instance].late[client];
        late.iter().position(|late| Body::Another.is_of(kind) && late.order != order)
    }

    fn take_stale(&mut self, id: usize) -> Option<Late> {
        let at = self.stale(id)?;
        let Call { instance, client, .. } = self.calls[id];
        Some(self.instances[instance].late[client].swap_remove(at))
    }
}
