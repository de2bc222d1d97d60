//! What the default transport needs of the async runtime around it.

use std::net::{Ipv4Addr, UdpSocket};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

/// Says that no tokio runtime is there.
pub(super) const MISSING: &str = "there is no tokio runtime around the call, which the default transport needs: call within tokio, take \
                                  the blocking client, or set a transport of your own; nothing was sent";
const NO_TIMERS: &str = "the tokio runtime has no timers, which the default transport needs: build it with enable_all() or \
                         enable_time(); nothing was sent";
const NO_IO: &str = "the tokio runtime has no I/O, which the default transport needs: build it with enable_all() or enable_io(); \
                     nothing was sent";

/// Reports what the current runtime lacks. Only a panic of tokio's tells that. It is caught here, where it breaks nothing; the
/// program's panic hook hears of it, so ask once for each runtime.
pub(super) fn problem() -> Option<&'static str> {
    let works = |make: &dyn Fn()| catch_unwind(AssertUnwindSafe(make)).is_ok();
    if !works(&|| drop(tokio::time::sleep(Duration::ZERO))) {
        return Some(NO_TIMERS);
    }
    // Without a socket nothing is known; then the exchange will tell.
    let socket =
        UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|socket| socket.set_nonblocking(true).map(|()| socket));
    let is_registered = || {
        if let Ok(socket) = socket.as_ref().map(UdpSocket::try_clone) {
            let _ = socket.map(tokio::net::UdpSocket::from_std);
        }
    };
    (!works(&is_registered)).then_some(NO_IO)
}
