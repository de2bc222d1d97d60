//! The command line of this application: that of the library, with its own calls.

use std::process::ExitCode;

use freedompay::Api as _;
use freedompay_freedom_id::{FreedomId, FreedomIdUser};

fn main() -> ExitCode {
    freedompay_cli::run(&[FreedomId::ENDPOINTS, FreedomIdUser::ENDPOINTS].concat())
}
