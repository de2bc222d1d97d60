//! The stage at which an exchange failed.

use std::fmt;

/// The stage at which an exchange failed. Only [`may_have_arrived`](Self::may_have_arrived) decides about money; the
/// rest is for people. Where two cannot be distinguished, use the more dangerous one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Stage {
    /// Before the first byte left, for another reason than the next three: the request could not be formed, or its
    /// time was up while it waited for its turn.
    NotSent,
    /// While the host's name was looked up.
    Dns,
    /// While the connection was made. Taking too long over it counts here, whatever part of it took too long.
    Connect,
    /// While TLS was set up, certificates included.
    Tls,
    /// From the first byte on, or at an unknown point.
    MaybeSent,
    /// While the request was written: some of it may have arrived.
    Write,
    /// After the whole request was given to the connection, before a response began.
    Wait,
    /// While the response was read: it broke off, or it was no HTTP.
    Read,
    /// A response came, but more of it than `max_response_size`; its status is given.
    ResponseTooLarge(u16),
    /// Nowhere: a whole response came. It is what it says (or does not say) that is the failure.
    Responded,
}

impl Stage {
    /// Reports whether the server may have received anything. `false` is certain: not a byte left.
    pub const fn may_have_arrived(self) -> bool {
        !matches!(self, Self::NotSent | Self::Dns | Self::Connect | Self::Tls)
    }

    /// Returns the name in tables and on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotSent => "not sent",
            Self::Dns => "dns",
            Self::Connect => "connect",
            Self::Tls => "tls",
            Self::MaybeSent => "maybe sent",
            Self::Write => "write",
            Self::Wait => "wait",
            Self::Read => "read",
            Self::ResponseTooLarge(_) => "answer too large",
            Self::Responded => "answered",
        }
    }
}

/// Writes when it failed, as the end of a sentence: `while connecting`.
impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotSent => "before its first byte left",
            Self::Dns => "while the host was looked up",
            Self::Connect => "while connecting",
            Self::Tls => "while TLS was set up",
            Self::MaybeSent => "after the request may have been sent",
            Self::Write => "while the request was written",
            Self::Wait => "while waiting for the response",
            Self::Read | Self::ResponseTooLarge(_) => "while the response was read",
            Self::Responded => "after a whole response had come",
        })
    }
}
