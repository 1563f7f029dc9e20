package org.trialbook.view.projection;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import org.trialbook.event.SharedTexts;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

/// How views are written, stored and answered alike: members in declaration order, maps sorted, nulls present. It
/// does not know how to write a sealed value, so that a view which holds one by mistake cannot be written.
public final class ViewJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new SimpleModule("trialbook-views").addSerializer(BigDecimal.class, ToStringSerializer.instance))
            .addModule(SharedTexts.module())
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.ALWAYS))
            .build();

    private ViewJson() {}

    public static JsonMapper mapper() {
        return MAPPER;
    }
}
