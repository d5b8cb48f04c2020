package org.hindsight.platform.web;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import java.util.Map;
import org.hindsight.platform.Texts;
import org.hindsight.platform.problem.Problem;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses addresses with characters that no text of ours may hold, before anything looks them up. */
class AddressCheck {

    @ServerRequestFilter(preMatching = true)
    public void check(ContainerRequestContext request) {
        if (Texts.fault(request.getUriInfo().getPath()).isPresent()) {
            throw Problem.notFound("There is nothing at this address.");
        }
        for (Map.Entry<String, List<String>> query :
                request.getUriInfo().getQueryParameters().entrySet()) {
            for (String value : query.getValue()) {
                Texts.fault(value).ifPresent(fault -> {
                    throw Problem.invalid(query.getKey(), fault);
                });
            }
        }
    }
}
