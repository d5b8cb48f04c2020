package org.hindsight.platform.web;

import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Shows a refused form again. */
class FormRefusals {

    @ServerExceptionMapper
    Response refused(FormRefused refused) {
        return refused.answer();
    }
}
