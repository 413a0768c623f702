namespace OrleansNews.Media;

/// <summary>What staff write about a picture.</summary>
[GenerateSerializer, Immutable, Alias("news.MediaDetails")]
public sealed record MediaDetails
{
    /// <summary>What somebody who does not see the picture should know of it; plain text, at most 1,000 characters.</summary>
    [Id(0)] public string AlternativeText { get; init; } = "";

    /// <summary>What stands below it; plain text, at most 2,000 characters.</summary>
    [Id(1)] public string Caption { get; init; } = "";

    /// <summary>Who made it, and for whom; plain text, at most 300 characters.</summary>
    [Id(2)] public string Credit { get; init; } = "";

    /// <summary>What must stay in sight.</summary>
    [Id(3)] public FocalPoint Focus { get; init; } = FocalPoint.Middle;
}

/// <summary>A picture of the library as staff see it.</summary>
/// <param name="Source">Its addresses.</param>
/// <param name="Version">What the next change must expect; grows with each.</param>
/// <param name="FileName">What the file was called that was uploaded; may be empty.</param>
/// <param name="Details">What staff wrote about it.</param>
/// <param name="Owner">The login of who uploaded it.</param>
/// <param name="OwnerName">Their name.</param>
/// <param name="UploadedAt">When.</param>
/// <param name="IsReady">Whether all its files are made; until then its master stands for them.</param>
/// <param name="IsDeleted">Whether it was deleted, which is told to the library alone.</param>
[GenerateSerializer, Immutable, Alias("news.MediaView")]
public sealed record MediaView(
    [property: Id(0)] PictureSource Source,
    [property: Id(1)] long Version,
    [property: Id(2)] string FileName,
    [property: Id(3)] MediaDetails Details,
    [property: Id(4)] string Owner,
    [property: Id(5)] string OwnerName,
    [property: Id(6)] DateTimeOffset UploadedAt,
    [property: Id(7)] bool IsReady,
    [property: Id(8)] bool IsDeleted = false);
