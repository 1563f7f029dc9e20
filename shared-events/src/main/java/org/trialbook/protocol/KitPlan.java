package org.trialbook.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import org.trialbook.event.ArmCode;

/// How treatment comes in kits: packages that look alike, each with a number, whose arms stand in a list that was
/// prepared elsewhere.
///
/// @param list the commitment to the list's file
/// @param low of how many kits of an arm at a site those who may know are told
@InFile("the kits")
public record KitPlan(
        @InFile("SHA-256 of the file of the kit list, as sha256sum prints it")
        String list,

        @InFile("at how many kits of an arm, or fewer, a site is short of it") @JsonProperty(required = true)
        int low,

        List<KitProduct> products) {

    /// What is in a kit, as everybody may know.
    ///
    /// @param arms whom it is for, where it is not for every arm: then giving it tells the arm
    @InFile("a product")
    public record KitProduct(
            String code,
            String label,

            @InFile(value = "codes of the arms that it is for; every arm when it is not said", optional = true)
            List<ArmCode> arms) {
        public KitProduct {
            arms = Protocol.orNone(arms);
        }

        /// Whether somebody who gives it learns of the arm.
        public boolean tellsTheArm() {
            return !arms.isEmpty();
        }
    }

    public Optional<KitProduct> product(String code) {
        return products.stream().filter(product -> product.code().equals(code)).findFirst();
    }

    /// The arms whose subjects get the product, in the protocol's order.
    public List<ArmCode> arms(KitProduct product, Protocol protocol) {
        return protocol.arms().stream()
                .map(Arm::code)
                .filter(arm -> !product.tellsTheArm() || product.arms().contains(arm))
                .toList();
    }
}
