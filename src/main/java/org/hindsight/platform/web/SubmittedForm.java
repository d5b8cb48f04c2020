package org.hindsight.platform.web;

import jakarta.enterprise.context.RequestScoped;

/** The form that came with the current request; empty when none did. */
@RequestScoped
public class SubmittedForm {

    private Form form = Form.EMPTY;

    public Form form() {
        return form;
    }

    /** Set once, by the filter that reads forms. */
    public void take(Form submitted) {
        this.form = submitted;
    }
}
