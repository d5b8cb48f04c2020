package org.hindsight.platform.web;

import io.quarkus.qute.EngineBuilder;
import io.quarkus.qute.Expression;
import io.quarkus.qute.ResultMapper;
import io.quarkus.qute.TemplateNode.Origin;
import jakarta.enterprise.event.Observes;
import org.hindsight.platform.SafeHtml;

/** Lets pages put out {@link SafeHtml} as it is; every other value is escaped. */
class SafeHtmlOutput {

    void register(@Observes EngineBuilder engine) {
        engine.addResultMapper(new ResultMapper() {
            @Override
            public int getPriority() {
                return 100;
            }

            @Override
            public boolean appliesTo(Origin origin, Object result) {
                return result instanceof SafeHtml;
            }

            @Override
            public String map(Object result, Expression expression) {
                return ((SafeHtml) result).html();
            }
        });
    }
}
