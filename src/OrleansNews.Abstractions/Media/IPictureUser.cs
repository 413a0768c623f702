using Orleans.Concurrency;
using OrleansNews.Accounts;

namespace OrleansNews.Media;

/// <summary>A grain whose texts can show pictures of the library. It tells a picture before it commits such a text, and is asked before the picture is deleted.</summary>
[Alias("news.picture-user")]
public interface IPictureUser : IGrain
{
    /// <summary>How it uses a picture now; null when it does not.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="place">Where in its texts, as it told the picture.</param>
    /// <param name="actor">Who asks: somebody who may not open the text learns that there is one, and not what it is called.</param>
    [ReadOnly, Alias("get-picture-use")]
    Task<PictureUse?> GetPictureUseAsync(MediaId picture, long place, Actor actor);
}
