using System.Collections.Immutable;
using Orleans.Concurrency;
using OrleansNews.Accounts;

namespace OrleansNews.Media;

/// <summary>All pictures, newest first. Key: 0. Each picture tells it of itself; it can be searched by every word that staff wrote about a picture.</summary>
[Alias("news.media-library")]
public interface IMediaLibraryGrain : IGrainWithIntegerKey
{
    /// <summary>Takes in what a picture is now; ignored when a newer version is known. Durable on return.</summary>
    [Alias("put")]
    Task PutAsync(MediaView media);

    /// <summary>A page of the library; null when <paramref name="actor"/> may not see it.</summary>
    [ReadOnly, Alias("find")]
    Task<MediaPage?> FindAsync(MediaQuery query, Actor actor);
}

/// <summary>What is asked of the library.</summary>
/// <param name="Words">Words that all must be there, each the beginning of one; empty for everything. At most 200 characters.</param>
/// <param name="Owner">The login of who uploaded it; empty for everybody.</param>
/// <param name="Page">The page, from 1.</param>
/// <param name="PageSize">1 to 100.</param>
[GenerateSerializer, Immutable, Alias("news.MediaQuery")]
public sealed record MediaQuery([property: Id(0)] string Words, [property: Id(1)] string Owner, [property: Id(2)] int Page, [property: Id(3)] int PageSize);

/// <summary>A page of the library.</summary>
/// <param name="Items">The pictures, newest first.</param>
/// <param name="Total">How many there are in all.</param>
[GenerateSerializer, Immutable, Alias("news.MediaPage")]
public sealed record MediaPage([property: Id(0)] ImmutableArray<MediaView> Items, [property: Id(1)] int Total);
