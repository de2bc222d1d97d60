//! Calls that older documentation has and the newest navigation of the provider does not: no part of the library, and of no count.

/// One call.
pub(super) struct Withdrawn {
    pub(super) id: &'static str,
    pub(super) method: &'static str,
    /// Empty if no readable copy settles it.
    pub(super) path: &'static str,
    pub(super) auth: &'static str,
    pub(super) why: &'static str,
    pub(super) source: &'static str,
}

const FREEDOM_ID: &str = "Freedom ID on passport.freedompay.kz: in the .kz navigation up to mid 2025 and in the .kg and .uz ones; \
                          `tests/freedom_id` declares it as an application would";
const OIDC: &str = "Freedom ID on passport.freedompay.kz: the only page prints a damaged path, /api/v1oidc//token";
const RECEIPTS: &str = "fiscal receipts for Russia, which the SDKs dropped in September 2025; the page abbreviates the paths, and its \
                        sample is cut";
const V4: &str = "known from public clients of 2018 to 2022 only; no source shows it on a host of Freedom Pay";

/// All of them, in the order of the page.
pub(super) const WITHDRAWN: &[Withdrawn] = &[
    Withdrawn {
        id: "freedom_id.oauth.authorize",
        method: "POST",
        path: "/api/v1/oauth/authorize",
        auth: "basic",
        why: FREEDOM_ID,
        source: "https://docs.freedompay.kg/api-13677921",
    },
    Withdrawn {
        id: "freedom_id.oauth.token",
        method: "POST",
        path: "/api/v1/oauth/token",
        auth: "basic",
        why: FREEDOM_ID,
        source: "https://docs.freedompay.uz/api-13679561",
    },
    Withdrawn {
        id: "freedom_id.oauth.token_refresh",
        method: "PATCH",
        path: "/api/v1/oauth/token",
        auth: "bearer",
        why: FREEDOM_ID,
        source: "https://docs.freedompay.kz/api-12108809",
    },
    Withdrawn {
        id: "freedom_id.oauth.get_profile",
        method: "POST",
        path: "/api/v1/oauth/get-profile",
        auth: "bearer",
        why: FREEDOM_ID,
        source: "https://docs.freedompay.kz/api-12108841",
    },
    Withdrawn {
        id: "freedom_id.oauth.get_profile_status",
        method: "GET",
        path: "/api/v1/oauth/get-profile/status",
        auth: "bearer",
        why: FREEDOM_ID,
        source: "https://docs.freedompay.uz/api-13679565",
    },
    Withdrawn {
        id: "freedom_id.oidc.token",
        method: "POST",
        path: "",
        auth: "basic",
        why: OIDC,
        source: "https://docs.freedompay.kz/api-14233446",
    },
    Withdrawn {
        id: "partner.transfer.fees",
        method: "POST",
        path: "/v5/partner/transfer/fees",
        auth: "bearer and another signature",
        why: "marked as in development; the rule of its `pg_sig` of 64 digits is not known, and the page is cut before the response",
        source: "https://docs.freedompay.kz/api-15462765",
    },
    Withdrawn {
        id: "merchant.atm.check",
        method: "POST",
        path: "/api/cbc/check",
        auth: "pg_sig",
        why: "in the .kg and .uz navigation only; which fields are required is not readable, and the calls that pay and ask for the \
              status were not found",
        source: "https://docs.freedompay.kg/api-13677875",
    },
    Withdrawn {
        id: "merchant.receipt.create",
        method: "POST",
        path: "/v5/receipts",
        auth: "jws",
        why: RECEIPTS,
        source: "https://paybox.ru/documentation/ofd/ofd-api",
    },
    Withdrawn {
        id: "merchant.receipt.list",
        method: "GET",
        path: "",
        auth: "jws",
        why: RECEIPTS,
        source: "https://paybox.ru/documentation/ofd/ofd-api",
    },
    Withdrawn {
        id: "merchant.receipt.info",
        method: "GET",
        path: "",
        auth: "jws",
        why: RECEIPTS,
        source: "https://paybox.ru/documentation/ofd/ofd-api",
    },
    Withdrawn {
        id: "merchant.payments_v4.create",
        method: "POST",
        path: "/v4/payments",
        auth: "basic",
        why: V4,
        source: "https://github.com/maddevsio/paybox_api",
    },
    Withdrawn {
        id: "merchant.payments_v4.info",
        method: "GET",
        path: "/v4/payments/{id}",
        auth: "basic",
        why: V4,
        source: "https://github.com/maddevsio/paybox_api",
    },
];
