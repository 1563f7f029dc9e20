package org.trialbook.view;

import org.springframework.context.annotation.DeferredImportSelector;
import org.springframework.core.type.AnnotationMetadata;
import org.trialbook.view.unblinded.UnblindedConfiguration;

/// Imports the defaults last of all, because they depend on what the application brings itself.
final class LastImports implements DeferredImportSelector {

    @Override
    public String[] selectImports(AnnotationMetadata importing) {
        return new String[] {QuerySideDefaults.class.getName(), UnblindedConfiguration.class.getName()};
    }
}
