using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.LiveStories;
using OrleansNews.Operations;

namespace OrleansNews.Media;

/// <summary>The end of a picture: nothing is left of it, and nothing that readers see loses it.</summary>
public sealed class MediaDeletionTests(NewsCluster cluster) : IClassFixture<NewsCluster>
{
    [Fact]
    public async Task Delete_LeavesNoFile_AndNothingInTheLibrary()
    {
        var words = Guid.NewGuid().ToString("N");
        var media = await ReadyPictureAsync(words);
        Assert.IsType<MediaSaved>(await Grain(media).ChangeAsync(media.Details with { Focus = new(10, 90) }, media.Version, Stories.Author));
        await DeliveredAsync(media);

        Assert.IsType<MediaDeleted>(await Grain(media).DeleteAsync(Stories.Author));

        foreach (var focus in new[] { FocalPoint.Middle, new(10, 90) })
        {
            foreach (var file in PictureSizes.FilesOf(800, 600, focus)) Assert.Null(await FileAsync(media, file.Name));
        }

        Assert.Null(await FileAsync(media, PictureFile.Master));
        Assert.Null(await Grain(media).GetAsync(Actor.System));
        Assert.Null(await Grain(media).GetFilesAsync(media.Source.Key));
        Assert.Equal(0, await CountAsync(words));
        Assert.IsType<MediaNotFound>(await Grain(media).ChangeAsync(media.Details, media.Version, Stories.Author));
        Assert.IsType<MediaDeleted>(await Grain(media).DeleteAsync(Stories.Author));
    }

    [Fact]
    public async Task Delete_IsNotUndoneByWhatIsToldLate()
    {
        var words = Guid.NewGuid().ToString("N");
        var media = await ReadyPictureAsync(words);
        await Grain(media).DeleteAsync(Stories.Author);

        await cluster.Client.GetGrain<IMediaLibraryGrain>(0).PutAsync(media);
        await cluster.Client.GetGrain<IMediaLibraryGrain>(0).DeactivateAsync();

        Assert.Equal(0, await CountAsync(words));
        Assert.IsType<MediaConflict>(await Grain(media).CreateAsync(new(media.Source, "again.jpg", new()), Stories.Author));
        Assert.Null(await Grain(media).GetAsync(Actor.System));
    }

    [Fact]
    public async Task Delete_WhileItsFilesAreMade_LeavesNone()
    {
        cluster.Storage.Arm(StorageOperation.Write, "media-library", StorageFault.Before, 10_000);
        var media = await cluster.Client.NewPictureAsync();
        Assert.IsType<MediaDeleted>(await Grain(media).DeleteAsync(Stories.Author));
        cluster.Storage.Heal();

        // The delivery that is under way may have met the library before that: then the next one succeeds.
        await Waits.UntilAsync(
            async () =>
            {
                await WakeAsync(media);
                return await FileAsync(media, PictureFile.Master) is null;
            },
            "The picture is not erased.");

        Assert.Equal(0, await CountAsync(media.Source.Id.ToString()));
        Assert.Null(await FileAsync(media, "full-480.avif"));
    }

    /// <summary>Who asks for a picture that is gone sends nobody's work into the dark: what is being made ends, and says nothing of it.</summary>
    [Fact]
    public async Task Delete_WhileASizeIsWritten_EndsThat_WithoutAWarning_AndLeavesNone()
    {
        using var lines = new LogLines(typeof(MediaGrain).FullName!);
        var store = new HeldMediaStore("full-480.avif");
        await using var held = new NewsCluster
        {
            ConfigureSilo = silo =>
            {
                silo.Services.AddLogging(logging => logging.AddProvider(lines));
                silo.Services.AddSingleton<IMediaStore>(store);
            },
        };
        await held.InitializeAsync();
        var media = await held.Client.NewPictureAsync();
        var picture = held.Client.GetGrain<IMediaGrain>(media.Source.Id.Value);
        await store.Reached.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.IsType<MediaDeleted>(await picture.DeleteAsync(Stories.Author));
        Assert.Null(await picture.GetAsync(Stories.Author));
        var delivering = picture.AsReference<IOutboxOwner>().DeliverOutboxAsync();
        Assert.Null(await picture.GetAsync(Stories.Author));
        store.Release();
        await delivering;
        await held.Client.GetGrain<IOutboxRegistryGrain>(OutboxShards.Of(picture.GetGrainId())).WakeAsync(TimeSpan.Zero);

        Assert.Empty(store.Names);
        Assert.Null(lines.First);
    }

    [Fact]
    public async Task Delete_OfWhatReadersSee_IsRefused_WithTheStory()
    {
        var media = await ReadyPictureAsync();
        var article = await cluster.Client.NewArticleAsync();
        var content = (Stories.Harbour with { LeadImage = new(media.Source.Id) { AlternativeText = "Boats" } }).Unique();
        await article.PublishedAsync(content);

        var refused = Assert.IsType<MediaInUse>(await Grain(media).DeleteAsync(Stories.Author));

        Assert.Equal(new PictureUse(article.Id(), 0, content.Title, PictureUseKind.Shown, MayOpen: true), Assert.Single(refused.Uses.Items));
        Assert.NotNull(await FileAsync(media, PictureFile.Master));
        await article.PublishedAsync(content with { LeadImage = null }, 1);
        Later();
        Assert.IsType<MediaDeleted>(await Grain(media).DeleteAsync(Stories.Author));
    }

    [Fact]
    public async Task Delete_OfWhatATextShows_IsRefused_AndADraftKeepsNothing()
    {
        var media = await ReadyPictureAsync();
        var article = await cluster.Client.NewArticleAsync();
        var content = (Stories.Harbour with { Body = $"Text\n\n![Boats]({media.Source.AddressOf("full-800.jpg")})" }).Unique();
        Assert.IsType<ArticleSaved>(await article.SaveDraftAsync(new(content, 0, Stories.Author)));
        Later();
        Assert.Equal(PictureUseKind.Draft, Assert.Single((await Grain(media).GetUsesAsync(Stories.Author))!.Items).Kind);

        await article.PublishedAsync(content, 1);
        Assert.IsType<MediaInUse>(await Grain(media).DeleteAsync(Stories.Author));
        Assert.IsType<ArticleSaved>(await article.WithdrawAsync(new(2, Stories.Author)));
        Assert.Equal(PictureUseKind.Withdrawn, Assert.Single((await Grain(media).GetUsesAsync(Stories.Author))!.Items).Kind);

        Assert.IsType<MediaDeleted>(await Grain(media).DeleteAsync(Stories.Author));
    }

    [Fact]
    public async Task Delete_OfWhatGoesOutByItself_IsRefused()
    {
        var media = await ReadyPictureAsync();
        var article = await cluster.Client.NewArticleAsync();
        await article.SaveDraftAsync(new((Stories.Harbour with { LeadImage = new(media.Source.Id) { AlternativeText = "Boats" } }).Unique(), 0, Stories.Author));
        Assert.IsType<ArticleSaved>(await article.ScheduleAsync(new(cluster.Time.GetUtcNow().AddDays(10), 1, Stories.Author)));

        Assert.Equal(PictureUseKind.Planned, Assert.Single(Assert.IsType<MediaInUse>(await Grain(media).DeleteAsync(Stories.Author)).Uses.Items).Kind);
    }

    [Fact]
    public async Task Delete_OfWhatALiveEntryShows_IsRefused_UntilItIsCorrected()
    {
        var media = await ReadyPictureAsync();
        var (article, live, _) = await cluster.Client.LiveStoryAsync();
        await live.AddedAsync("Nothing to see");
        var number = await live.AddedAsync($"![Boats]({media.Source.AddressOf("full-800.jpg")})", "The boats are back");

        var refused = Assert.IsType<MediaInUse>(await Grain(media).DeleteAsync(Stories.Author));
        Assert.Equal(new PictureUse(article.Id(), number, "The boats are back", PictureUseKind.Shown, MayOpen: true), Assert.Single(refused.Uses.Items));

        Assert.IsType<LiveEntrySaved>(await live.CorrectAsync(new(number, 1, new("The boats are back", "Without a picture"), "", Stories.Author)));
        Later();
        Assert.IsType<MediaDeleted>(await Grain(media).DeleteAsync(Stories.Author));
    }

    /// <summary>A text that has told the picture and is not committed yet would lose it.</summary>
    [Fact]
    public async Task Delete_WhileATextIsBeingSaved_IsRefused_ForAMinute()
    {
        var media = await ReadyPictureAsync();
        var article = await cluster.Client.NewArticleAsync();
        Assert.True(await Grain(media).NoteUseAsync(article.GetGrainId(), 0));

        Assert.Equal(PictureUseKind.Saving, Assert.Single(Assert.IsType<MediaInUse>(await Grain(media).DeleteAsync(Stories.Author)).Uses.Items).Kind);
        Later();

        Assert.IsType<MediaDeleted>(await Grain(media).DeleteAsync(Stories.Author));
        Assert.False(await Grain(media).NoteUseAsync(article.GetGrainId(), 0));
        var refused = await article.PublishAsync(new((Stories.Harbour with { LeadImage = new(media.Source.Id) { AlternativeText = "Boats" } }).Unique(), 0, Stories.Author));
        Assert.Equal("lead_image", Assert.Single(Assert.IsType<ArticleInvalid>(refused).Errors).Field);
    }

    /// <summary>An embargoed headline is no secret that the library tells.</summary>
    [Fact]
    public async Task Uses_InStoriesOfOthers_AreToldWithoutTheirNames()
    {
        var media = await ReadyPictureAsync();
        var article = await cluster.Client.NewArticleAsync();
        await article.SaveDraftAsync(new((Stories.Harbour with { LeadImage = new(media.Source.Id) }).Unique(), 0, Stories.OtherAuthor));

        Assert.Equal(new PictureUse(article.Id(), 0, "", PictureUseKind.Draft, MayOpen: false), Assert.Single((await Grain(media).GetUsesAsync(Stories.Author))!.Items));
        Assert.NotEmpty(Assert.Single((await Grain(media).GetUsesAsync(Stories.Editor))!.Items).Title);
        Assert.Null(await Grain(media).GetUsesAsync(Stories.Contributor));
    }

    [Fact]
    public async Task Delete_ByMoreUsersThanAreRemembered_IsRefused()
    {
        var media = await ReadyPictureAsync();
        var user = (await cluster.Client.NewArticleAsync()).GetGrainId();
        await Task.WhenAll(Enumerable.Range(0, 2_001).Select(place => Grain(media).NoteUseAsync(user, place)));
        Later();

        var refused = Assert.IsType<MediaInUse>(await Grain(media).DeleteAsync(Stories.Author));
        Assert.True(refused.Uses is { KeepPicture: true, HasMore: true });
    }

    [Theory]
    [InlineData("![a](/media/12/0123456789abcdefghijkl/full-480.jpg) <img src='https://packet.example/media/7/0123456789abcdefghijkl/card-320-50x50.jpg'>", "12 7")]
    [InlineData("/media/12/0123456789abcdefghijkl/a /media/12/0123456789abcdefghijkl/b", "12")]
    [InlineData("https://elsewhere.example/media/12/photo.jpg and /media/0/0123456789abcdefghijkl/x and /media/99999999999999999/0123456789abcdefghijkl/x", "")]
    public void References_AreAddressesOfTheLibrary(string text, string numbers) =>
        Assert.Equal(numbers, string.Join(' ', PictureReferences.In(text).Select(id => id.Value.ToString(CultureInfo.InvariantCulture))));

    private async Task<MediaView> ReadyPictureAsync(string words = "A quiet harbour")
    {
        var media = await cluster.Client.NewPictureAsync(words: words);
        await DeliveredAsync(media);
        return (await Grain(media).GetAsync(Stories.Author))!;
    }

    // What was said to be saved is saved by then.
    private void Later() => cluster.Time.Advance(TimeSpan.FromSeconds(61));

    private IMediaGrain Grain(MediaView media) => cluster.Client.GetGrain<IMediaGrain>(media.Source.Id.Value);

    private Task DeliveredAsync(MediaView media) => Grain(media).AsReference<IOutboxOwner>().DeliverOutboxAsync();

    private Task WakeAsync(MediaView media) => cluster.Client.GetGrain<IOutboxRegistryGrain>(OutboxShards.Of(Grain(media).GetGrainId())).WakeAsync(TimeSpan.Zero);

    private Task<byte[]?> FileAsync(MediaView media, string name) => cluster.Client.GetGrain<IMediaFilesGrain>(0).ReadAsync(media.Source.Id, media.Source.Key, name);

    private async Task<int> CountAsync(string words) => (await cluster.Client.GetGrain<IMediaLibraryGrain>(0).FindAsync(new(words, "", 1, 50), Stories.Author))!.Total;
}
