package org.trialbook.view;

import org.springframework.context.annotation.DeferredImportSelector;
import org.springframework.core.type.AnnotationMetadata;
import org.trialbook.view.unblinded.UnblindedConfiguration;

/// What depends on what the application brings, looked at after everything else was.
final class LastImports implements DeferredImportSelector {

    @Override
    public String[] selectImports(AnnotationMetadata importing) {
        return new String[] {QuerySideDefaults.class.getName(), UnblindedConfiguration.class.getName()};
    }
}
