package org.hindsight.incident;

import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.exception.ConstraintViolationException;
import org.hindsight.account.Caller;
import org.hindsight.account.Role;
import org.hindsight.platform.problem.Problem;

/** Keeps the catalogue of services; an admin's work. */
@ApplicationScoped
public class Catalogue {

    private final Caller caller;

    Catalogue(Caller caller) {
        this.caller = caller;
    }

    public Service add(NewService input) {
        caller.mustBe(Role.ADMIN);
        return Service.add(input);
    }

    public void change(Service service, NewService input) {
        caller.mustBe(Role.ADMIN);
        service.change(input);
    }

    /** Takes a service out of the catalogue, unless an incident or a part of its record names it. */
    public void remove(Service service) {
        caller.mustBe(Role.ADMIN);
        String slug = service.slug;
        try {
            service.delete();
            Service.flush();
        } catch (ConstraintViolationException referredTo) {
            throw Problem.refused("Incidents refer to " + slug + "; it has to stay in the catalogue.");
        }
    }
}
