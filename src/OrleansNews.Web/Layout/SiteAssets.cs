using System.Collections.Frozen;
using System.Security.Cryptography;

namespace OrleansNews.Layout;

/// <summary>
/// Style sheets, scripts and pictures of the design, embedded in the assembly. All of one build share an address that changes
/// with their content, so that a browser keeps them for ever and modules import each other by relative addresses.
/// </summary>
public static class SiteAssets
{
    private const string Prefix = "assets/";

    private static readonly FrozenDictionary<string, SiteAsset> All = Load();

    /// <summary>The hash of all assets, part of their address.</summary>
    public static string Version { get; } = Hash();

    /// <summary>The address of an asset, <c>/assets/HASH/news.css</c>.</summary>
    public static string PathOf(string name) => All.ContainsKey(name) ? $"/assets/{Version}/{name}" : throw new ArgumentException($"There is no asset '{name}'.", nameof(name));

    internal static SiteAsset? Find(string name) => All.GetValueOrDefault(name);

    private static FrozenDictionary<string, SiteAsset> Load()
    {
        var assembly = typeof(SiteAssets).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name =>
            {
                using var stream = assembly.GetManifestResourceStream(name)!;
                using var bytes = new MemoryStream();
                stream.CopyTo(bytes);
                return new SiteAsset(name[Prefix.Length..], bytes.ToArray());
            })
            .ToFrozenDictionary(asset => asset.Name);
    }

    private static string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var asset in All.Values.OrderBy(asset => asset.Name, StringComparer.Ordinal))
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(asset.Name));
            hash.AppendData(asset.Content);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 6));
    }
}
