#pragma once

#include <stdexcept>
#include <string>

namespace mobilepay::core {

/// What is wrong, in words for the person who can mend it: the thing, its value (never a secret),
/// the rule and the way out. The base of every exception that leaves one of our layers; business
/// answers are never exceptions.
class Fault : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// A setting, file or argument breaks a rule. Only a person can mend it.
class ConfigurationError : public Fault {
public:
    using Fault::Fault;
};

/// An amount that its currency cannot express, that overflows, or that mixes currencies.
class AmountError : public Fault {
public:
    using Fault::Fault;
};

/// A text that MobilePay or the journal would refuse: too long, a character outside the valid set,
/// not UTF-8.
class TextError : public Fault {
public:
    using Fault::Fault;
};

/// The other side answered something the protocol does not know.
class ProtocolError : public Fault {
public:
    using Fault::Fault;
};

/// The durable record cannot be read, written or trusted. Nothing was sent because of it.
class JournalError : public Fault {
public:
    /// `mayComeBack`: what could not be written may all the same stand there when it is opened
    /// again.
    explicit JournalError(const std::string& text, bool mayComeBack = false)
        : Fault(text), mayComeBack_(mayComeBack) {}
    [[nodiscard]] bool mayComeBack() const noexcept { return mayComeBack_; }

private:
    bool mayComeBack_;
};

/// A lane is owned by somebody else; the text names who holds it where that can be known.
class LaneHeldError : public Fault {
public:
    using Fault::Fault;
};

}  // namespace mobilepay::core
