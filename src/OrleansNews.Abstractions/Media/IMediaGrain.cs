using Orleans.Concurrency;
using OrleansNews.Accounts;

namespace OrleansNews.Media;

/// <summary>One picture of the library. Key: the <see cref="MediaId"/>.</summary>
[Alias("news.media")]
public interface IMediaGrain : IGrainWithIntegerKey
{
    /// <summary>Which files can be asked for; null when there is no such picture, or it has another <see cref="PictureSource.Key"/>. For everybody.</summary>
    [ReadOnly, Alias("get-files")]
    Task<PictureFiles?> GetFilesAsync(string key);

    /// <summary>The picture as staff see it; null when there is none, or <paramref name="actor"/> may not see the library.</summary>
    [ReadOnly, Alias("get")]
    Task<MediaView?> GetAsync(Actor actor);

    /// <summary>Makes the picture whose master was stored; once.</summary>
    [Alias("create")]
    Task<MediaResult> CreateAsync(NewMedia media, Actor actor);

    /// <summary>Changes what staff wrote about it. Stories that show it already keep what they say.</summary>
    /// <param name="details">All of it.</param>
    /// <param name="expectedVersion">The <see cref="MediaView.Version"/> that the writer started from.</param>
    /// <param name="actor">Who writes.</param>
    [Alias("change")]
    Task<MediaResult> ChangeAsync(MediaDetails details, long expectedVersion, Actor actor);

    /// <summary>A text is about to show the picture. Durable on return, and told before the text is committed; false when there is no such picture.</summary>
    /// <param name="user">The grain that has the text: an <see cref="IPictureUser"/>.</param>
    /// <param name="place">Where in its texts; its own to say.</param>
    [Alias("note-use")]
    Task<bool> NoteUseAsync(GrainId user, long place);

    /// <summary>The texts that use it now; null when there is no such picture or <paramref name="actor"/> may not see the library.</summary>
    [ReadOnly, Alias("get-uses")]
    Task<PictureUses?> GetUsesAsync(Actor actor);

    /// <summary>
    /// Deletes the picture and all its files, for good: its addresses answer 404, its number is given to nothing else. <see cref="MediaInUse"/> while readers see it, or will without anybody
    /// looking again. Idempotent.
    /// </summary>
    [Alias("delete")]
    Task<MediaResult> DeleteAsync(Actor actor);
}

/// <summary>A picture whose master is stored.</summary>
/// <param name="Source">Its addresses.</param>
/// <param name="FileName">What the file was called.</param>
/// <param name="Details">What was written about it.</param>
[GenerateSerializer, Immutable, Alias("news.NewMedia")]
public sealed record NewMedia([property: Id(0)] PictureSource Source, [property: Id(1)] string FileName, [property: Id(2)] MediaDetails Details);
