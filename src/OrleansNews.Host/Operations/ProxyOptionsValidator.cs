using Microsoft.Extensions.Options;

namespace OrleansNews.Operations;

/// <summary>Refuses impossible settings of the section <c>Proxy</c>.</summary>
internal sealed class ProxyOptionsValidator : IValidateOptions<ProxyOptions>
{
    public ValidateOptionsResult Validate(string? name, ProxyOptions options)
    {
        var errors = options.Trusted.Where(proxy => TrustedProxies.NetworkOf(proxy) is null)
            .Select(proxy => $"Proxy:Trusted: '{proxy}' is no address and no network. Use for example --Proxy:Trusted:0=127.0.0.1 or --Proxy:Trusted:0=10.0.0.0/8.").ToList();
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
