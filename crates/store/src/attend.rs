//! Waiting awake for answers that come within microseconds.
//!
//! SQLite runs on a thread of its own, and most of its statements take less time than putting the
//! asking thread to sleep and waking it up again, above all on virtual machines. So a transaction
//! looks again and again for a moment before it sleeps.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::{Duration, Instant};

/// For how long to look: about what sleeping and waking cost.
const AWAKE: Duration = Duration::from_micros(60);

/// The future's answer. It is polled without being woken for [`AWAKE`] after each time that it is
/// not ready, then waits as every other future does.
pub(crate) async fn attend<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    poll_fn(|context| {
        let mut asked: Option<Instant> = None;
        loop {
            if let Poll::Ready(answer) = future.as_mut().poll(context) {
                return Poll::Ready(answer);
            }
            if asked.get_or_insert_with(Instant::now).elapsed() >= AWAKE {
                return Poll::Pending;
            }
            std::hint::spin_loop();
        }
    })
    .await
}
