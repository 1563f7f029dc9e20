package org.trialbook.media.dicom;

import java.io.IOException;
import org.trialbook.media.MalformedMediaException;

/// Is told everything and does nothing; for those who want to be told one thing.
class UntoldHandler implements DicomHandler {

    @Override
    public void value(DicomElement element, DicomValue value) throws IOException, MalformedMediaException {}

    @Override
    public boolean sequence(DicomElement element, long length) {
        return true;
    }

    @Override
    public void item() {}

    @Override
    public void itemEnd() {}

    @Override
    public void sequenceEnd() {}

    @Override
    public boolean fragments(DicomElement element) {
        return true;
    }

    @Override
    public void fragment(DicomValue fragment) throws IOException, MalformedMediaException {}

    @Override
    public void fragmentsEnd() {}

    @Override
    public void trailing() {}
}
