package org.hindsight.incident;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import org.hibernate.exception.ConstraintViolationException;
import org.hindsight.account.Caller;
import org.hindsight.account.Role;
import org.hindsight.platform.problem.Problem;

/** Keeps the catalogue of services; an admin's work. */
@ApplicationScoped
public class Catalogue {

    private final Caller caller;
    private final Event<CatalogueChanged> news;

    Catalogue(Caller caller, Event<CatalogueChanged> news) {
        this.caller = caller;
        this.news = news;
    }

    public Service add(NewService input) {
        caller.mustBe(Role.ADMIN);
        Service service = Service.add(input);
        news.fire(new CatalogueChanged(service.slug));
        return service;
    }

    public void change(Service service, NewService input) {
        caller.mustBe(Role.ADMIN);
        service.change(input);
        news.fire(new CatalogueChanged(service.slug));
    }

    /** Takes a service out of the catalogue, unless an incident, a part of its record or a user report names it. */
    public void remove(Service service) {
        caller.mustBe(Role.ADMIN);
        String slug = service.slug;
        try {
            service.delete();
            Service.flush();
        } catch (ConstraintViolationException referredTo) {
            throw Problem.refused("Incidents or user reports refer to " + slug + "; it has to stay in the catalogue.");
        }
        news.fire(new CatalogueChanged(slug));
    }
}
