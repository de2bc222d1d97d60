//! Makes a history smaller that violates something.

use crate::history::{Clients, Ended, History};
use crate::report::Report;

/// Returns the smallest history found that still violates something, with what happens in it.
pub fn shrink(clients: &Clients, made: Vec<u16>) -> Ended {
    let run = |made: &[u16]| History::repeat(clients, made.to_vec(), &mut Report::default());
    let fails = |made: &[u16]| run(made).violation.is_some();
    let mut best = made;
    loop {
        let before = best.clone();
        let mut size = best.len().max(1);
        while size > 0 {
            let mut at = 0;
            while at < best.len() {
                let end = (at + size).min(best.len());
                let without = [&best[..at], &best[end..]].concat();
                let mut plain = best.clone();
                plain[at..end].fill(0);
                if fails(&without) {
                    best = without;
                } else {
                    if plain != best && fails(&plain) {
                        best = plain;
                    }
                    at = end;
                }
            }
            size /= 2;
        }
        while best.last() == Some(&0) {
            best.pop();
        }
        if best == before {
            return run(&best);
        }
    }
}
