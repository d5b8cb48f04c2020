package org.hindsight.pulse.detection;

/**
 * The state of a service after a step, and all that must be remembered of the steps before to find the next one.
 *
 * @param state the state
 * @param elevated so many steps in a row, up to this one, were above the threshold of {@code ELEVATED}
 * @param raging so many above that of {@code OUTAGE}
 * @param easing so many at or below the one at which an outage is left
 * @param calm so many at or below the one at which {@code ELEVATED} is left
 * @param lasting steps since the outage began, until all is normal again; 0 without one
 */
public record Spike(State state, int elevated, int raging, int easing, int calm, int lasting) {

    /** The beginning: nothing was seen yet. */
    public static final Spike NONE = new Spike(State.NORMAL, 0, 0, 0, 0, 0);

    Spike next(Evidence evidence, Settings settings, InSteps steps) {
        Spike counted = new Spike(
                state,
                evidence.exceeds(settings.elevated()) ? elevated + 1 : 0,
                evidence.exceeds(settings.outage()) ? raging + 1 : 0,
                evidence.exceeds(settings.notOutage()) ? 0 : easing + 1,
                evidence.exceeds(settings.notElevated()) ? 0 : calm + 1,
                lasting);
        return counted.in(counted.nextState(steps));
    }

    /** Whether what is normal must not be learned from this step: it belongs to an outage that is not too long to be one. */
    boolean teachesNothing(InSteps steps) {
        return lasting > 0 && lasting <= steps.longestOutage();
    }

    private State nextState(InSteps steps) {
        boolean rages = raging >= steps.outageAfter();
        return switch (state) {
            case NORMAL -> elevated < steps.elevatedAfter() ? State.NORMAL : rages ? State.OUTAGE : State.ELEVATED;
            case ELEVATED -> rages ? State.OUTAGE : calm < steps.leaveAfter() ? State.ELEVATED : State.NORMAL;
            case OUTAGE ->
                calm >= steps.leaveAfter()
                        ? State.NORMAL
                        : easing >= steps.leaveAfter() ? State.ELEVATED : State.OUTAGE;
        };
    }

    private Spike in(State next) {
        boolean goesOn = next == State.OUTAGE || (lasting > 0 && next != State.NORMAL);
        return new Spike(next, elevated, raging, easing, calm, goesOn ? lasting + 1 : 0);
    }
}
