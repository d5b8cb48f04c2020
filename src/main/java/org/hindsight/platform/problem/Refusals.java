package org.hindsight.platform.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every way in which a request can go wrong, and the one shape in which the caller hears of it. */
class Refusals {

    private static final int METHOD_AND_PARAMETER = 2;

    private static final Logger LOG = Logger.getLogger(Refusals.class);

    private final ProblemAnswers answers;

    Refusals(ProblemAnswers answers) {
        this.answers = answers;
    }

    @ServerExceptionMapper
    Response refused(Problem problem, ContainerRequestContext request) {
        return answers.answer(problem, request);
    }

    @ServerExceptionMapper
    Response unreadable(JsonProcessingException fault, ContainerRequestContext request) {
        return answers.answer(JsonFaults.problem(fault), request);
    }

    @ServerExceptionMapper
    Response invalid(ConstraintViolationException fault, ContainerRequestContext request) {
        List<Violation> violations = fault.getConstraintViolations().stream()
                .map(found -> Violation.below(METHOD_AND_PARAMETER, found))
                .sorted(Comparator.comparing(Violation::field).thenComparing(Violation::message))
                .toList();
        boolean noBody =
                violations.stream().anyMatch(violation -> violation.field().isEmpty());
        if (noBody) {
            return answers.answer(Problem.invalid("A JSON object is needed as the body."), request);
        }
        return answers.answer(Problem.invalid(violations), request);
    }

    @ServerExceptionMapper
    Response notSignedIn(UnauthorizedException fault, ContainerRequestContext request) {
        return answers.answer(Problem.unauthorized(), request);
    }

    @ServerExceptionMapper
    Response badToken(AuthenticationFailedException fault, ContainerRequestContext request) {
        return answers.answer(Problem.unauthorized(), request);
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException fault, ContainerRequestContext request) {
        return answers.answer(Problem.forbidden("Your role does not allow this."), request);
    }

    @ServerExceptionMapper
    Response refusedByServer(WebApplicationException fault, ContainerRequestContext request) {
        if (fault.getCause() instanceof JsonProcessingException json) {
            return unreadable(json, request);
        }
        int status = fault.getResponse().getStatus();
        if (status < 400) {
            return fault.getResponse();
        }
        Problem problem = switch (status) {
            case 400 -> Problem.invalid("The request cannot be read. Check its address, headers and body.");
            case 401 -> Problem.unauthorized();
            case 403 -> Problem.forbidden("Your role does not allow this.");
            case 404 -> Problem.notFound("There is nothing at this address.");
            case 405 ->
                Problem.of(
                        405,
                        "method",
                        "Method not allowed",
                        "This address does not answer to " + request.getMethod() + ".");
            case 406 ->
                Problem.of(
                        406,
                        "not-acceptable",
                        "Not available in that format",
                        "This is not available in the format that the Accept header names.");
            case 413 -> Problem.tooMuch("The body is larger than 10 MB.");
            case 415 ->
                Problem.of(
                        415,
                        "media-type",
                        "Wrong content type",
                        "Send the body with the content type that this address takes"
                                + " (application/json in most of the API).");
            default ->
                status < 500 ? Problem.of(status, "refused", "Refused", "The request was refused.") : unexpected(fault);
        };
        return answers.answer(problem, request);
    }

    @ServerExceptionMapper
    Response unexpected(Throwable fault, ContainerRequestContext request) {
        if (Causes.diskFull(fault)) {
            LOG.errorf("The disk is full: %s", fault.getMessage());
            return answers.answer(Problem.noRoom(), request);
        }
        if (Causes.databaseAway(fault)) {
            LOG.errorf("The database is away: %s", fault.getMessage());
            return answers.answer(Problem.away(), request);
        }
        if (Causes.callerGone(fault)) {
            LOG.debug("The caller broke off in the middle of the body", fault);
            return answers.answer(Problem.invalid("The body broke off before its end."), request);
        }
        return answers.answer(unexpected(fault), request);
    }

    private static Problem unexpected(Throwable fault) {
        String id = UUID.randomUUID().toString().substring(0, 8);
        LOG.errorf(fault, "Unexpected fault %s", id);
        return Problem.of(
                500,
                "fault",
                "Something broke here",
                "This is a fault of the server, not of your request. Its log has it under " + id + ".");
    }
}
