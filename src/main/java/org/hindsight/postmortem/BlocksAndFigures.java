package org.hindsight.postmortem;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.hindsight.postmortem.template.Placeholders;

/** Tells a template in time what would puzzle every writer who begins after it. */
@ApplicationScoped
class BlocksAndFigures implements Placeholders {

    @Override
    public Optional<String> fault(String name) {
        if (Blocks.has(name) || Figures.named(name)) {
            return Optional.empty();
        }
        return Optional.of(Blocks.fault(name).orElse("It is neither a block nor a figure."));
    }
}
