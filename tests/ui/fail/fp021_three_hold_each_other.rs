//! Three objects of requests that hold each other, and one that holds them.

use std::collections::BTreeMap;

use freedompay::freedompay_model;

/// A group.
#[freedompay_model(request)]
pub struct Group {
    /// Name.
    pub name: String,
    /// Members.
    pub members: Option<BTreeMap<String, Member>>,
}

/// A member.
#[freedompay_model(request)]
pub struct Member {
    /// Badges.
    pub badges: Vec<Badge>,
}

/// A badge.
#[freedompay_model(request)]
pub struct Badge {
    /// Group.
    pub group: Option<Box<Group>>,
}

/// A shop.
#[freedompay_model(request)]
pub struct Shop {
    /// Groups.
    pub groups: Vec<Group>,
}

fn main() {
    let _ = Shop::new([Group::new("a")]);
}
