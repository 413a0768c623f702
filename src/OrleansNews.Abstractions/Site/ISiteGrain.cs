using OrleansNews.Accounts;

namespace OrleansNews.Site;

/// <summary>The settings of the newspaper. Key: 0.</summary>
[Alias("news.site")]
public interface ISiteGrain : IGrainWithIntegerKey
{
    /// <summary>The settings in force (what the configuration of the silo fixes wins over what staff set); null when <paramref name="knownVersion"/> is current. 0 always brings them.</summary>
    [Alias("get")]
    Task<SiteSettings?> GetAsync(long knownVersion);

    /// <summary>
    /// Replaces the settings. <see cref="SiteSettings.Version"/> must be the current version. Of somebody who may change the sections alone (<see cref="Permission.ManageSections"/>) they
    /// and the default section are taken, and the rest stays as it is, whatever is said of it.
    /// </summary>
    [Alias("update")]
    Task<SiteUpdateResult> UpdateAsync(SiteSettings settings, Actor actor);

    /// <summary>A secret of the site, 32 random bytes, made once and kept: <c>commenters</c> keys the names of commenter grains. For grains, not for front ends.</summary>
    [Alias("secret")]
    Task<byte[]> GetSecretAsync(string purpose);
}

/// <summary>The outcome of a change of settings.</summary>
/// <param name="Saved">False when refused: not allowed, somebody else changed them, or errors.</param>
/// <param name="Current">The settings in force now.</param>
/// <param name="Errors">What is wrong, by field.</param>
[GenerateSerializer, Immutable, Alias("news.SiteUpdateResult")]
public sealed record SiteUpdateResult(
    [property: Id(0)] bool Saved,
    [property: Id(1)] SiteSettings Current,
    [property: Id(2)] System.Collections.Immutable.ImmutableArray<FieldError> Errors);
