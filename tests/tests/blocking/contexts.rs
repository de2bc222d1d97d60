//! Where it may be called.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use freedompay::card::answer::RequestState;
use freedompay::{CardIssuing, Client, Error, blocking};
use freedompay_sandbox::Sandbox;
use tokio::runtime::{Builder, Runtime};
use tokio::task::{LocalSet, block_in_place, coop, spawn_blocking, spawn_local};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use super::{builder, done, status_query};

fn many() -> Runtime {
    Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
}

fn one() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

/// Does the work in every place where a thread may block; how many these are.
fn everywhere(work: impl Fn() + Clone + Send + Sync + 'static) -> usize {
    let (many, one) = (many(), one());
    let own = || Box::new(work.clone());
    work();
    thread::spawn(own()).join().unwrap();
    for runtime in [&many, &one] {
        runtime.block_on(runtime.spawn_blocking(own())).unwrap();
        let in_task = own();
        runtime.block_on(async { tokio::spawn(async { spawn_blocking(in_task).await.unwrap() }).await }).unwrap();
        let guard = runtime.enter();
        work();
        drop(guard);
        let (handle, in_thread) = (runtime.handle().clone(), own());
        let in_thread = move || {
            let _guard = handle.enter();
            in_thread();
        };
        thread::spawn(in_thread).join().unwrap();
        let scoped = work.clone();
        runtime
            .block_on(runtime.spawn_blocking(move || thread::scope(|scope| scope.spawn(&scoped).join().unwrap())))
            .unwrap();
    }
    many.block_on(async { block_in_place(&work) });
    let in_task = own();
    many.block_on(async { tokio::spawn(async move { block_in_place(in_task) }).await }).unwrap();
    let nested = own();
    many.block_on(many.spawn_blocking(move || block_in_place(nested))).unwrap();
    15
}

#[test]
fn it_works_wherever_blocking_is_allowed() {
    let (script, client) = done();
    let calls = everywhere(move || {
        let response = client.send(&status_query()).unwrap();
        assert_eq!(response.request_status, Some(RequestState::Success));
    });
    assert_eq!(script.seen().len(), calls);
}

#[test]
fn it_works_there_over_a_connection_too() {
    let server = many();
    let sandbox = server.block_on(Sandbox::builder().samples().start()).unwrap();
    let client = Client::<CardIssuing>::builder(sandbox.jws_credentials()).base_url(&sandbox.url()).build().unwrap();
    let client = blocking::Client::new(client).unwrap();
    let calls = everywhere(move || assert!(client.send(&status_query()).is_ok()));
    assert_eq!(sandbox.requests().len(), calls);
}

#[test]
fn it_is_refused_directly_inside_a_future() {
    let (script, client) = done();
    let client = Arc::new(client);
    let refused = {
        let client = Arc::clone(&client);
        move || {
            let Err(error @ Error::Invalid(_)) = client.send(&status_query()) else { panic!("it was not refused") };
            let said = error.to_string();
            assert!(said.contains("inside an async runtime") && said.contains("spawn_blocking"), "{said}");
            assert!(said.contains("card.request_status"), "{said}");
            assert!(client.recover_all(freedompay::endpoint).is_err());
            assert!(client.runtime().block_on(async {}).is_err());
            let mut stream = client.recover_stream(freedompay::endpoint);
            assert!(matches!(stream.next(), Some(Err(Error::Invalid(_)))));
            assert!(stream.next().is_none(), "it does not repeat itself for ever");
            assert!(client.prepare(&status_query()).is_ok(), "what sends nothing is allowed");
            assert!(coop::has_budget_remaining(), "the future goes on as before");
        }
    };
    let own = || Box::new(refused.clone());
    for runtime in [many(), one()] {
        runtime.block_on(async { refused() });
        let in_task = own();
        runtime.block_on(runtime.spawn(async move { in_task() })).unwrap();
        let in_task = own();
        runtime
            .block_on(LocalSet::new().run_until(async move { spawn_local(async move { in_task() }).await }))
            .unwrap();
        let (handle, nested) = (runtime.handle().clone(), own());
        runtime.block_on(runtime.spawn_blocking(move || handle.block_on(async move { nested() }))).unwrap();
        let later = own();
        runtime.block_on(async move {
            tokio::task::yield_now().await;
            later();
        });
    }
    assert!(script.seen().is_empty(), "nothing was sent");
    assert!(client.send(&status_query()).is_ok(), "and outside it works again");
}

/// Neither tokio nor its futures tell of these; the thread is blocked, and nothing worse.
#[test]
fn a_future_that_is_not_recognised_is_blocked_without_a_panic() {
    let (script, client) = done();
    for runtime in [many(), one()] {
        runtime.block_on(coop::unconstrained(async { client.send(&status_query()) })).unwrap();
    }
    assert_eq!(script.seen().len(), 2);
}

#[test]
fn it_is_dropped_anywhere() {
    for runtime in [many(), one()] {
        for client in [done().1, builder().runtime(&blocking::Runtime::new().unwrap()).build().unwrap()] {
            let _ = client.send(&status_query());
            runtime.block_on(async move { drop(client) });
        }
        let client = done().1;
        runtime.block_on(runtime.spawn_blocking(move || drop(client))).unwrap();
    }
}

/// Counts what is logged on its thread.
struct Counter(Arc<AtomicUsize>);

impl Subscriber for Counter {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        self.0.fetch_add(usize::from(span.metadata().name() == "freedompay.call"), Ordering::SeqCst);
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, _: &Event<'_>) {
        self.0.fetch_add(100, Ordering::SeqCst);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

#[test]
fn its_work_is_logged_where_it_is_called() {
    let (_, client) = done();
    let seen = Arc::new(AtomicUsize::new(0));
    let counter = Counter(Arc::clone(&seen));
    let runtime = one();
    let _guard = runtime.enter();
    tracing::subscriber::with_default(counter, || client.send(&status_query())).unwrap();
    assert!(seen.load(Ordering::SeqCst) > 100, "a span and events of the call arrived");
}

#[test]
fn a_panic_of_the_work_is_that_of_the_caller() {
    let (_, client) = done();
    let runtime = one();
    for guard in [None, Some(runtime.enter())] {
        let work = async { resume_unwind(Box::new("mine")) };
        let panic = catch_unwind(AssertUnwindSafe(|| {
            client.runtime().block_on::<std::pin::Pin<Box<dyn Future<Output = ()> + Send>>>(Box::pin(work))
        }));
        assert_eq!(panic.unwrap_err().downcast_ref::<&str>(), Some(&"mine"));
        assert!(client.send(&status_query()).is_ok(), "it works after that");
        drop(guard);
    }
}
