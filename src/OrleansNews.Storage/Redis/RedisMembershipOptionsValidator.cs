using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace OrleansNews.Storage.Redis;

/// <summary>Refuses a connection string that cannot work, before anything connects.</summary>
internal sealed class RedisMembershipOptionsValidator : IValidateOptions<RedisMembershipOptions>
{
    public ValidateOptionsResult Validate(string? name, RedisMembershipOptions options) => Objection(options.ConnectionString) is { } objection
        ? ValidateOptionsResult.Fail($"{RedisMembershipOptions.Section}:{nameof(RedisMembershipOptions.ConnectionString)}: {objection} Use for example \"localhost:6379,password=...\".")
        : ValidateOptionsResult.Success;

    // Never the string itself: it may hold a password.
    private static string? Objection(string text)
    {
        if (string.IsNullOrWhiteSpace(text)) return "there is no server named.";
        try
        {
            return ConfigurationOptions.Parse(text).EndPoints.Count == 0 ? "no server is named." : null;
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException)
        {
            return "it is not a connection string that StackExchange.Redis reads.";
        }
    }
}
