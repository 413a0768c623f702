using System.Net;
using Microsoft.Extensions.Options;

namespace OrleansNews.Operations;

/// <summary>Refuses impossible settings of the section <c>Operations</c>.</summary>
internal sealed class OperationsOptionsValidator : IValidateOptions<OperationsOptions>
{
    public ValidateOptionsResult Validate(string? name, OperationsOptions options)
    {
        if (options.Port is < 0 or > 65535) return ValidateOptionsResult.Fail($"Operations:Port: {options.Port} is not a port. Use 1 to 65535, or 0 for any free one.");
        if (!IPAddress.TryParse(options.Address, out _)) return ValidateOptionsResult.Fail($"Operations:Address: '{options.Address}' is not an IP address. Use for example --Operations:Address=127.0.0.1.");
        if (options.DrainFor < TimeSpan.Zero || options.DrainFor > TimeSpan.FromMinutes(1)) return ValidateOptionsResult.Fail($"Operations:DrainFor: {options.DrainFor} is not a time from 0 to 1 minute. Use for example 00:00:05.");
        return ValidateOptionsResult.Success;
    }
}
