//! An endpoint with its documentation. The router and the OpenAPI document are made from the same
//! table, so neither can know a route that the other does not.

use axum::{
    handler::Handler,
    http::{Method, StatusCode},
    routing::{MethodFilter, MethodRouter, on},
};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::Value;

use super::{cursor::PageQuery, etag, problem::Code, web::Web};
use crate::{room::Scope, store::Thing};

/// Who may call an endpoint, as the document says it. The handler's extractors enforce it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    /// Anyone.
    Anyone,
    /// Someone with a seat in the room, or an account that leads it.
    Seat,
    /// A signed-in account.
    Account,
    /// An administrator.
    Administrator,
    /// An account that may create rooms.
    Host,
    /// An owner or co-lead of the room.
    Lead,
    /// The owner of the room.
    Owner,
    /// The owner of the room, or a host who shares the desk that it is on.
    Planner,
}

/// The schema of a body, with an example.
pub(crate) struct Payload {
    pub(crate) schema: fn(&mut SchemaGenerator) -> Schema,
    pub(crate) example: Value,
}

/// A successful answer.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) means: &'static str,
    pub(crate) payload: Option<Payload>,
}

/// An endpoint: its handler and its documentation.
pub(crate) struct Endpoint {
    pub(crate) method: Method,
    pub(crate) path: &'static str,
    pub(crate) summary: &'static str,
    pub(crate) access: Access,
    /// What a program's key must allow; `None` if no program may call it.
    pub(crate) scope: Option<Scope>,
    /// Whether it is done once for each `Idempotency-Key`.
    pub(crate) once: bool,
    /// Whether it works for an account that has yet to set up the app it needs.
    pub(crate) before_second_factor: bool,
    /// What it shows or changes that has an `ETag`.
    pub(crate) tagged: Option<Thing>,
    pub(crate) request: Option<Payload>,
    /// The schema of what may stand in the query.
    pub(crate) query: Option<fn(&mut SchemaGenerator) -> Schema>,
    pub(crate) answers: Vec<Answer>,
    pub(crate) errors: Vec<Code>,
    pub(crate) handler: MethodRouter<Web>,
}

impl Endpoint {
    fn new<H, T>(method: Method, path: &'static str, summary: &'static str, handler: H) -> Self
    where
        H: Handler<T, Web>,
        T: 'static,
    {
        let filter = MethodFilter::try_from(method.clone()).unwrap_or(MethodFilter::GET);
        Self {
            handler: on(filter, handler),
            method,
            path,
            summary,
            access: Access::Anyone,
            scope: None,
            once: false,
            before_second_factor: false,
            tagged: None,
            request: None,
            query: None,
            answers: Vec::new(),
            errors: Vec::new(),
        }
    }

    pub(super) fn get<H: Handler<T, Web>, T: 'static>(
        path: &'static str,
        summary: &'static str,
        handler: H,
    ) -> Self {
        Self::new(Method::GET, path, summary, handler)
    }

    pub(super) fn post<H: Handler<T, Web>, T: 'static>(
        path: &'static str,
        summary: &'static str,
        handler: H,
    ) -> Self {
        Self::new(Method::POST, path, summary, handler)
    }

    pub(super) fn put<H: Handler<T, Web>, T: 'static>(
        path: &'static str,
        summary: &'static str,
        handler: H,
    ) -> Self {
        Self::new(Method::PUT, path, summary, handler)
    }

    pub(super) fn patch<H: Handler<T, Web>, T: 'static>(
        path: &'static str,
        summary: &'static str,
        handler: H,
    ) -> Self {
        Self::new(Method::PATCH, path, summary, handler)
    }

    pub(super) fn delete<H: Handler<T, Web>, T: 'static>(
        path: &'static str,
        summary: &'static str,
        handler: H,
    ) -> Self {
        Self::new(Method::DELETE, path, summary, handler)
    }

    /// Says who may call it; anyone if this is left out.
    pub(super) const fn needs(mut self, access: Access) -> Self {
        self.access = access;
        self
    }

    /// Lets programs call it whose key has this scope.
    pub(super) const fn program(mut self, scope: Scope) -> Self {
        self.scope = Some(scope);
        self
    }

    /// Does it once for each `Idempotency-Key` of an account.
    pub(super) const fn once(mut self) -> Self {
        self.once = true;
        self
    }

    /// Lets an account call it that has yet to set up the app it needs.
    pub(super) const fn before_second_factor(mut self) -> Self {
        self.before_second_factor = true;
        self
    }

    /// Shows this with its `ETag`, or changes it only as `If-Match` says.
    pub(super) const fn tagged(mut self, thing: Thing) -> Self {
        self.tagged = Some(thing);
        self
    }

    /// Whether whoever has the answer already is told only that nothing has changed.
    pub(super) fn answers_unchanged(&self) -> bool {
        self.method == Method::GET && self.tagged.is_some_and(etag::is_whole)
    }

    /// Describes the request's body.
    pub(super) fn body<T: JsonSchema>(mut self, example: Value) -> Self {
        self.request = Some(Payload { schema: SchemaGenerator::subschema_for::<T>, example });
        self
    }

    /// Describes what may stand in the query.
    pub(super) fn query<T: JsonSchema>(mut self) -> Self {
        self.query = Some(<T as JsonSchema>::json_schema);
        self
    }

    /// Lists page by page.
    pub(super) fn paged(self) -> Self {
        self.query::<PageQuery>().refuses(&[Code::CursorInvalid])
    }

    /// Describes the answer to somebody who has the same answer already.
    pub(super) fn unchanged(self) -> Self {
        self.text(StatusCode::NOT_MODIFIED, "Nothing has changed since the answer with this ETag")
    }

    /// Describes a successful answer with a JSON body.
    pub(super) fn answers<T: JsonSchema>(
        mut self,
        status: StatusCode,
        means: &'static str,
        example: Value,
    ) -> Self {
        let payload = Some(Payload { schema: SchemaGenerator::subschema_for::<T>, example });
        self.answers.push(Answer { status, means, payload });
        self
    }

    /// Describes a successful answer that is not JSON.
    pub(super) fn text(mut self, status: StatusCode, means: &'static str) -> Self {
        self.answers.push(Answer { status, means, payload: None });
        self
    }

    /// Describes a successful answer without a body.
    pub(super) fn done(mut self, means: &'static str) -> Self {
        self.answers.push(Answer { status: StatusCode::NO_CONTENT, means, payload: None });
        self
    }

    /// Adds refusals to those that every endpoint of its kind has.
    pub(super) fn refuses(mut self, codes: &[Code]) -> Self {
        self.errors.extend_from_slice(codes);
        self
    }

    /// All refusals, in the order of the codes.
    pub(crate) fn all_errors(&self) -> Vec<Code> {
        let mut codes = vec![Code::Internal, Code::Timeout, Code::Unavailable];
        codes.extend(&self.errors);
        if self.method != Method::GET {
            codes.push(Code::OriginForbidden);
        }
        if self.once {
            codes.extend([Code::IdempotencyReused, Code::IdempotencyUnfinished]);
        }
        if self.tagged.is_some() && self.method != Method::GET {
            codes.extend([Code::IfMatchInvalid, Code::ChangedMeanwhile]);
        }
        if self.query.is_some() {
            codes.push(Code::Invalid);
        }
        if self.request.is_some() {
            codes.extend([Code::Malformed, Code::TooLarge, Code::ContentTypeUnsupported, Code::Invalid]);
        }
        if self.access != Access::Anyone {
            codes.extend([Code::KeyInvalid, Code::ScopeMissing]);
            if !self.before_second_factor {
                codes.push(Code::SecondFactorMissing);
            }
        }
        match self.access {
            Access::Anyone => {}
            Access::Account => codes.push(Code::SignInRequired),
            Access::Seat => codes.extend([Code::NotFound, Code::NoSeat]),
            Access::Administrator | Access::Host => codes.extend([Code::SignInRequired, Code::Forbidden]),
            Access::Lead | Access::Owner | Access::Planner => {
                codes.extend([Code::SignInRequired, Code::Forbidden, Code::TherapistRequired, Code::NotFound])
            }
        }
        codes.sort_unstable();
        codes.dedup();
        codes
    }
}
