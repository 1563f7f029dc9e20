package org.trialbook.access.http;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.multipart.MultipartResolver;

/// Treats no request as multipart, because no endpoint reads parts.
public final class NoMultipart implements MultipartResolver {

    @Override
    public boolean isMultipart(HttpServletRequest request) {
        return false;
    }

    @Override
    public MultipartHttpServletRequest resolveMultipart(HttpServletRequest request) {
        throw new IllegalStateException("nothing is in parts");
    }

    @Override
    public void cleanupMultipart(MultipartHttpServletRequest request) {}
}
