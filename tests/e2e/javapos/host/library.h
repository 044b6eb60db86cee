#pragma once

#include "tests/e2e/javapos/host/module.h"
#include "tests/e2e/javapos/host/pretended_java.h"

#include <string>
#include <vector>

namespace mobilepay::javapos_host {

/// The native methods of org.mobilepay.unifiedpos.NativeDevice, found in the library by the names
/// that a Java of its bitness looks for, and one device behind them.
class Library {
public:
    /// Throws std::runtime_error naming the file or the method that is missing.
    Library(PretendedJava& java, const std::string& file);

    void create(jint category, jint serviceVersion);
    /// Of a device that is open it ends the rest in the background.
    void destroy();
    /// Ends every device, and waits so long for that.
    void shutDown(jint milliseconds);
    /// Each throws std::runtime_error where the library throws a JposException, unless said.
    void open(const std::string& name, const std::vector<std::string>& names,
              const std::vector<std::string>& values);
    void close();
    void claim(jint timeout);
    [[nodiscard]] std::string text(const std::string& property);
    void set(const std::string& property, jint value);
    void set(const std::string& property, const std::string& value);
    /// One of the Authorize… methods; what it threw.
    Thrown authorize(const std::string& method, jint number, jlong amount, jint timeout);

private:
    template <class Method>
    Method* method(const char* name) const;
    [[nodiscard]] jint indexOf(const std::string& property);
    static void require(const std::string& what);

    PretendedJava& java_;
    Module module_;
    jint category_ = 0;
    jlong device_ = 0;
};

}  // namespace mobilepay::javapos_host
