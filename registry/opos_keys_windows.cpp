#include "driver/core/error.h"
#include "registry/opos_keys.h"

#include <algorithm>

#include <Poco/Exception.h>
// Brings windows.h, in the order that POCO wants.
#include <Poco/Util/WinRegistryKey.h>

namespace mobilepay::registry {

namespace {

using Poco::Util::WinRegistryKey;
constexpr const char* services = "HKEY_LOCAL_MACHINE\\SOFTWARE\\OLEforRetail\\ServiceOPOS\\";

std::string categoryKey(DeviceCategory category) {
    return services + std::string(nameOf(category));
}

std::string deviceKey(const std::string& name, DeviceCategory category) {
    if (name.empty() || name.size() > 100 || name.find('\\') != std::string::npos) {
        throw core::ConfigurationError("The device name '" + name +
                                       "' must be 1 to 100 characters without a backslash");
    }
    return categoryKey(category) + "\\" + name;
}

REGSAM samOf(View view) {
    return view == View::bits32 ? KEY_WOW64_32KEY : KEY_WOW64_64KEY;
}

/// Runs `change` and turns what Windows refuses into words.
template <class Change>
auto named(const std::string& key, Change change) {
    try {
        return change();
    } catch (const Poco::Exception& error) {
        throw core::ConfigurationError("The registry key " + key + " cannot be changed (" +
                                       error.displayText() + "): run this as an administrator");
    }
}

bool isOurs(const std::string& key, DeviceCategory category, REGSAM sam) {
    WinRegistryKey device(key, true, sam);
    return device.exists() && device.exists("") && device.getString("") == progIdOf(category);
}

[[noreturn]] void refuseName(const std::string& what) {
    throw core::ConfigurationError(what + " another vendor: choose another name");
}

/// Where a name that is not the device's leads already.
void requireFree(const std::string& logical, const OposDevice& device, REGSAM sam) {
    const std::string category = categoryKey(device.category);
    const std::string key = category + "\\" + logical;
    if (logical != device.name && WinRegistryKey(key, true, sam).exists() &&
        !isOurs(key, device.category, sam))
        refuseName("The registry key " + key + " is a device of");
    WinRegistryKey names(category, true, sam);
    if (!names.exists() || !names.exists(logical)) return;
    const std::string leadsTo = names.type(logical) == WinRegistryKey::REGT_STRING
                                    ? names.getString(logical)
                                    : std::string();
    const std::string target = category + "\\" + leadsTo;
    if (leadsTo.empty() ||
        (WinRegistryKey(target, true, sam).exists() && !isOurs(target, device.category, sam)))
        refuseName("The logical name '" + logical + "' in " + category + " leads to a device of");
}

std::vector<std::string> logicalNamesOf(const std::string& device, DeviceCategory category,
                                        REGSAM sam) {
    WinRegistryKey key(categoryKey(category), true, sam);
    WinRegistryKey::Values names;
    key.values(names);
    std::erase_if(names, [&](const std::string& name) {
        return key.type(name) != WinRegistryKey::REGT_STRING || key.getString(name) != device;
    });
    return names;
}

void writeDevice(const OposDevice& device, const std::string& key, REGSAM sam) {
    WinRegistryKey(key, false, sam).deleteKey();
    WinRegistryKey fresh(key, false, sam);
    // The default value is what control objects create the service object from.
    fresh.setString("", std::string(progIdOf(device.category)));
    fresh.setString("Service", "MobilePay for UnifiedPOS");
    fresh.setString("Description", "MobilePay as a payment terminal");
    for (const auto& property : device.properties)
        fresh.setString(property.name, property.value);
    WinRegistryKey category(categoryKey(device.category), false, sam);
    for (const auto& stale : logicalNamesOf(device.name, device.category, sam))
        category.deleteValue(stale);
    for (const auto& logical : device.logicalNames)
        category.setString(logical, device.name);
}

std::vector<Property> propertiesOf(const std::string& key, REGSAM sam) {
    WinRegistryKey device(key, true, sam);
    WinRegistryKey::Values names;
    device.values(names);
    std::vector<Property> properties;
    for (const auto& name : names) {
        const auto type = device.type(name);
        if (type == WinRegistryKey::REGT_STRING) {
            properties.push_back({name, device.getString(name)});
        } else if (type == WinRegistryKey::REGT_DWORD) {
            properties.push_back({name, std::to_string(device.getInt(name))});
        }
    }
    return properties;
}

}  // namespace

std::string_view progIdOf(DeviceCategory category) noexcept {
    return category == DeviceCategory::cat ? "MobilePay.CAT" : "MobilePay.ElectronicValueRW";
}

void writeOposDevice(const OposDevice& device, View view) {
    const std::string key = deviceKey(device.name, device.category);
    const REGSAM sam = samOf(view);
    named(key, [&] {
        if (WinRegistryKey(key, true, sam).exists() && !isOurs(key, device.category, sam)) {
            refuseName("The registry key " + key + " is a device of");
        }
        for (const auto& logical : device.logicalNames)
            requireFree(logical, device, sam);
        writeDevice(device, key, sam);
    });
}

bool removeOposDevice(const std::string& name, DeviceCategory category, View view) {
    const std::string key = deviceKey(name, category);
    const REGSAM sam = samOf(view);
    return named(key, [&] {
        if (!isOurs(key, category, sam)) return false;
        for (const auto& logical : logicalNamesOf(name, category, sam))
            WinRegistryKey(categoryKey(category), false, sam).deleteValue(logical);
        WinRegistryKey(key, false, sam).deleteKey();
        return true;
    });
}

std::vector<OposDevice> oposDevices(View view) {
    std::vector<OposDevice> devices;
    const REGSAM sam = samOf(view);
    for (const auto category : {DeviceCategory::cat, DeviceCategory::electronicValueRw}) {
        WinRegistryKey key(categoryKey(category), true, sam);
        if (!key.exists()) continue;
        WinRegistryKey::Keys names;
        key.subKeys(names);
        for (const auto& name : names) {
            const std::string path = categoryKey(category) + "\\" + name;
            if (!isOurs(path, category, sam)) continue;
            devices.push_back(
                {name, category, logicalNamesOf(name, category, sam), propertiesOf(path, sam)});
        }
    }
    return devices;
}

std::vector<Given> oposValues(const std::string& name, DeviceCategory category) {
    const std::string key = deviceKey(name, category);
    if (!WinRegistryKey(key, true).exists()) return {};
    std::vector<Given> given;
    for (const auto& property : propertiesOf(key, 0))
        given.push_back({property.name, property.value, key});
    return given;
}

}  // namespace mobilepay::registry
