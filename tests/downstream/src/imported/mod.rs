//! What `freedompay import` writes of the made-up pages in `cli/tests/pages`, as it is: a test holds the two together.

pub mod gateway_async_points_hold;
pub mod gateway_sync_points_spend_points;
pub mod partner_points;
pub mod partner_points_add_points;
pub mod partner_points_give_points;
