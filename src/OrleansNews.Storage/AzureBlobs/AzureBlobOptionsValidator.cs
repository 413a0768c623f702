using System.Text.RegularExpressions;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Options;

namespace OrleansNews.Storage.AzureBlobs;

/// <summary>Refuses settings that cannot work, before anything connects. Options with a name are those of the section of that name.</summary>
internal sealed partial class AzureBlobOptionsValidator : IValidateOptions<AzureBlobOptions>
{
    public ValidateOptionsResult Validate(string? name, AzureBlobOptions options)
    {
        var failures = Failures(options, string.IsNullOrEmpty(name) ? AzureBlobOptions.Section : name).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Failures(AzureBlobOptions options, string section)
    {
        var (text, uri) = (options.ConnectionString, options.ServiceUri);
        if (string.IsNullOrWhiteSpace(text) == string.IsNullOrWhiteSpace(uri))
            yield return $"{Key(section, nameof(options.ConnectionString))}: name one storage account, by this or by {Key(section, nameof(options.ServiceUri))} (https://ACCOUNT.blob.core.windows.net, signed in as this machine's identity).";
        if (!string.IsNullOrWhiteSpace(text) && !IsConnectionString(text))
            yield return $"{Key(section, nameof(options.ConnectionString))}: it is not a connection string of a storage account. Copy it from the account's page \"Access keys\".";
        if (!string.IsNullOrWhiteSpace(uri) && !(Uri.TryCreate(uri, UriKind.Absolute, out var parsed) && parsed.Scheme == Uri.UriSchemeHttps))
            yield return $"{Key(section, nameof(options.ServiceUri))}: '{uri}' is not an https address. Use for example https://ACCOUNT.blob.core.windows.net.";
        if (!ContainerName().IsMatch(options.ContainerName))
            yield return $"{Key(section, nameof(options.ContainerName))}: '{options.ContainerName}' is not the name of a container. Use 3 to 63 of a-z, 0-9 and single hyphens between them.";
    }

    // Never the string itself: it holds a key.
    private static bool IsConnectionString(string text)
    {
        try
        {
            return new BlobServiceClient(text).Uri is not null;
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    private static string Key(string section, string option) => $"{section}:{option}";

    [GeneratedRegex("^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex ContainerName();
}
