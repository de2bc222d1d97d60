//! Whether an object contains itself: then its table would be a constant that needs itself, which the compiler reports in many
//! lines and other words. So the types are walked before, with a limited number of steps: each step has a type of its own, and with
//! it constants of its own, which need no others but those of the next step.

use std::collections::BTreeMap;
use std::marker::PhantomData;

use crate::meta::TypeMeta;
use crate::meta::text::{Text, is_less, is_same};

/// The declared objects on the way that a walk has taken.
pub enum Trail {
    /// It has come to an end.
    Ends,
    /// It has run out of steps.
    GoesOn,
    /// It has come through an object.
    Through(Place, &'static Trail),
}

/// An object on the way.
#[derive(Clone, Copy)]
pub struct Place {
    module: &'static str,
    name: &'static str,
    /// Whether it is part of the one before, with nothing between that has a size of its own.
    is_inside: bool,
}

impl Trail {
    /// Reports whether the walk has not come to an end.
    pub const fn is_endless(&self) -> bool {
        !matches!(self, Trail::Ends)
    }
}

/// A walk with its result.
pub trait Walk {
    /// Its trail.
    const TRAIL: Trail;
}

/// A number of steps.
pub trait Steps {
    /// The walk into a type with that many steps.
    type Into<T: Object>: Walk;
}

/// No step.
pub struct Spent;

/// One step more.
pub struct Step<N>(PhantomData<N>);

/// The steps of a whole walk: deeper than any message, and a few times around in a circle.
pub type Enough = Four<Four<Four<Four<Four<Four<Spent>>>>>>;

type Four<N> = Step<Step<Step<Step<N>>>>;

impl Steps for Spent {
    type Into<T: Object> = Lost;
}

impl<N: Steps> Steps for Step<N> {
    type Into<T: Object> = Inside<T, N>;
}

/// A walk without further steps.
pub struct Lost;

impl Walk for Lost {
    const TRAIL: Trail = Trail::GoesOn;
}

/// A walk inside a type.
pub struct Inside<T, N>(PhantomData<(T, N)>);

impl<T: Object, N: Steps> Walk for Inside<T, N> {
    const TRAIL: Trail = match <T::Fields<N> as Walk>::TRAIL {
        Trail::Ends => Trail::Ends,
        _ => {
            let place = Place { module: T::MODULE, name: T::NAME, is_inside: T::IS_INSIDE };
            Trail::Through(place, &<T::Fields<N> as Walk>::TRAIL)
        }
    };
}

/// A declared object, or a list or the like of one.
pub trait Object {
    /// Its module.
    const MODULE: &'static str;

    /// Its name.
    const NAME: &'static str;

    /// Whether a struct with such a field holds the object inside itself.
    const IS_INSIDE: bool = true;

    /// The walk into its fields.
    type Fields<N: Steps>: Walk;
}

/// The fields of a declared object.
pub trait Fields<N> {
    /// The first trail that does not end.
    const TRAIL: Trail;
}

/// A walk into the fields of an object.
pub struct FieldsOf<T, N>(PhantomData<(T, N)>);

impl<T: Fields<N>, N> Walk for FieldsOf<T, N> {
    const TRAIL: Trail = T::TRAIL;
}

macro_rules! wrappers {
    ($($wrapper:ty: $is_inside:expr),*) => {$(
        impl<T: Object> Object for $wrapper {
            const MODULE: &'static str = T::MODULE;
            const NAME: &'static str = T::NAME;
            const IS_INSIDE: bool = $is_inside;

            type Fields<N: Steps> = T::Fields<N>;
        }
    )*};
}

wrappers!(Option<T>: T::IS_INSIDE, Box<T>: false, Vec<T>: false, BTreeMap<String, T>: false);

/// Walks into any type: into an object by this constant, and else by that of [`NoObject`], which has the same name and comes
/// after it.
pub struct Probe<T, N>(PhantomData<(T, N)>);

impl<T: Object, N: Steps> Probe<T, N> {
    /// The trail of the walk.
    pub const TRAIL: Trail = <N::Into<T> as Walk>::TRAIL;
}

/// A type that is not an object.
pub trait NoObject {
    /// The trail of the walk.
    const TRAIL: Trail = Trail::Ends;
}

impl<T, N> NoObject for Probe<T, N> {}

/// The table of an object: none, if there would be no end of it.
pub trait Table<const IS_ENDLESS: bool> {
    /// The table.
    const TABLE: &'static TypeMeta;
}

impl<T> Table<true> for T {
    const TABLE: &'static TypeMeta = &TypeMeta::Any;
}

/// Refuses to compile an object that contains itself. Of all in a circle, one is reported.
///
/// # Panics
/// With the way around; this is a constant of every object that may contain others.
#[track_caller]
#[expect(clippy::panic, reason = "it is the compiler's message")]
pub const fn require_end(trail: &Trail) {
    if let Some(message) = circle(trail) {
        panic!("{}", message.as_str());
    }
}

/// Returns the message about an object that comes again and is the first of its circle by name. Where each is inside of the one
/// before, the size would have no end either, and the compiler says so.
const fn circle(trail: &Trail) -> Option<Text> {
    let Trail::Through(own, rest) = trail else { return None };
    let mut rest: &Trail = rest;
    let mut way =
        Text::EMPTY.push("FP021: an object cannot contain itself, because its table is static (`").push(own.name);
    let mut has_size = false;
    while let Trail::Through(place, next) = rest {
        way = way.push("` > `").push(place.name);
        has_size |= !place.is_inside;
        let is_in_own_module = is_same(place.module, own.module);
        if is_in_own_module && is_same(place.name, own.name) {
            return if has_size { Some(way.push("`): use a `Value`, or leave one of the fields out")) } else { None };
        }
        if is_less(place.module, own.module) || (is_in_own_module && is_less(place.name, own.name)) {
            return None;
        }
        rest = next;
    }
    None
}
