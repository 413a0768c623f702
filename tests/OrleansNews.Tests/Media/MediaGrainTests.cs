using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Operations;

namespace OrleansNews.Media;

/// <summary>A picture's way into the library, and what it can be asked for.</summary>
public sealed class MediaGrainTests(NewsCluster cluster) : IClassFixture<NewsCluster>
{
    [Fact]
    public async Task Upload_IsInTheLibraryAtOnce_AndAllItsFilesAreMade()
    {
        var words = Guid.NewGuid().ToString("N");
        var media = await cluster.Client.NewPictureAsync(words: words);
        Assert.Equal((800, 600, "harbour.jpg", Stories.Author.Login), (media.Source.Width, media.Source.Height, media.FileName, media.Owner));
        Assert.Equal(media.Source.Id, Assert.Single((await FindAsync(words)).Items).Source.Id);

        await DeliveredAsync(media);

        Assert.True((await ReadAsync(media)).IsReady);
        Assert.True(Assert.Single((await FindAsync(words)).Items).IsReady);
        foreach (var file in PictureSizes.FilesOf(800, 600, FocalPoint.Middle)) Assert.NotNull(await FileAsync(media, file.Name));
        Assert.Null(await FileAsync(media, "full-1600.jpg"));
    }

    [Fact]
    public async Task Upload_WhatIsNotTaken_KeepsNothing()
    {
        var before = (await FindAsync("")).Total;

        Assert.Equal(new MediaRefused(PictureProblem.Svg), await cluster.Client.UploadAsync(TestPictures.Svg, new(), Stories.Author));
        Assert.Equal(new MediaRefused(PictureProblem.Damaged), await cluster.Client.UploadAsync(TestPictures.Jpeg()[..3000], new(), Stories.Author));
        Assert.Equal(new MediaRefused(PictureProblem.TooManyBytes, 20 << 20), await cluster.Client.UploadAsync(new byte[(20 << 20) + 1], new(), Stories.Author));
        Assert.IsType<MediaInvalid>(await cluster.Client.UploadAsync(TestPictures.Jpeg(), new() { Credit = new('x', 301) }, Stories.Author));
        Assert.IsType<MediaForbidden>(await cluster.Client.UploadAsync(TestPictures.Jpeg(), new(), Stories.Author with { Role = Role.Contributor }));

        Assert.Equal(before, (await FindAsync("")).Total);
    }

    [Fact]
    public async Task Upload_PartsOutOfOrder_AreRefused()
    {
        var upload = cluster.Client.GetGrain<IMediaUploadGrain>(Guid.NewGuid());
        Assert.Null(await upload.AppendAsync(0, new byte[10], Stories.Author));
        Assert.Equal(new MediaRefused(PictureProblem.Empty), await upload.AppendAsync(2, new byte[10], Stories.Author));
        Assert.Equal(new MediaRefused(PictureProblem.Empty), await cluster.Client.GetGrain<IMediaUploadGrain>(Guid.NewGuid()).CompleteAsync(3, "x", new(), Stories.Author));
    }

    [Fact]
    public async Task Change_OfTheFocus_MakesFilesAroundIt_AndKeepsThoseThatPagesShow()
    {
        var media = await cluster.Client.NewPictureAsync();
        await DeliveredAsync(media);
        var grain = Grain(media);

        var current = await ReadAsync(media);
        var changed = Assert.IsType<MediaSaved>(await grain.ChangeAsync(current.Details with { Focus = new(10, 90) }, current.Version, Stories.Author)).Media;
        Assert.False(changed.IsReady);
        await DeliveredAsync(media);

        Assert.NotNull(await FileAsync(media, "card-320-10x90.avif"));
        Assert.NotNull(await FileAsync(media, "card-320-50x50.avif"));
        var files = (await grain.GetFilesAsync(media.Source.Key))!;
        Assert.True(files.Has("card-320-10x90.avif") && files.Has("card-320-50x50.avif"));
        Assert.Null(await grain.GetFilesAsync("another-key-0123456789"));
    }

    [Fact]
    public async Task Change_WhileItsFilesWereMade_IsNoConflict()
    {
        var media = await cluster.Client.NewPictureAsync();
        await DeliveredAsync(media);
        Assert.True((await ReadAsync(media)).Version > media.Version);

        Assert.IsType<MediaSaved>(await Grain(media).ChangeAsync(media.Details with { Caption = "Boats" }, media.Version, Stories.Author));
        Assert.IsType<MediaConflict>(await Grain(media).ChangeAsync(media.Details with { Caption = "Other" }, media.Version, Stories.Author));
        Assert.IsType<MediaConflict>(await Grain(media).ChangeAsync(media.Details with { Caption = "Other" }, media.Version + 1000, Stories.Author));
    }

    [Fact]
    public async Task Change_FromAnOldVersion_ChangesNothing()
    {
        var media = await cluster.Client.NewPictureAsync();
        await DeliveredAsync(media);
        var current = await ReadAsync(media);
        Assert.IsType<MediaSaved>(await Grain(media).ChangeAsync(current.Details with { Caption = "First" }, current.Version, Stories.Author));

        var second = await Grain(media).ChangeAsync(current.Details with { Caption = "Second" }, current.Version, Stories.Author);

        Assert.Equal("First", Assert.IsType<MediaConflict>(second).Current.Details.Caption);
        Assert.Equal("First", (await ReadAsync(media)).Details.Caption);
    }

    [Fact]
    public async Task Files_NotMadeBeforeACrash_AreMadeWhenTheRegistryWakesThePicture()
    {
        var words = Guid.NewGuid().ToString("N");
        cluster.Storage.Arm(StorageOperation.Write, "media-library", StorageFault.Before, 10_000);
        var media = await cluster.Client.NewPictureAsync(words: words);
        await Assert.ThrowsAnyAsync<Exception>(() => DeliveredAsync(media));
        Assert.Empty((await FindAsync(words)).Items);
        cluster.Storage.Heal();

        await cluster.Client.GetGrain<IOutboxRegistryGrain>(OutboxShards.Of(Grain(media).GetGrainId())).WakeAsync(TimeSpan.Zero);

        Assert.True(Assert.Single((await FindAsync(words)).Items).IsReady);
        Assert.NotNull(await FileAsync(media, "full-480.avif"));
    }

    [Fact]
    public async Task Files_ThatAStoppingSiloLeavesToTheNextOne_AreNoWarning()
    {
        using var lines = new LogLines(typeof(MediaGrain).FullName!, LogLevel.Debug);
        await using var stopping = new NewsCluster
        {
            ConfigureSilo = silo => silo.Services.AddLogging(logging => logging.AddProvider(lines).AddFilter<LogLines>(typeof(MediaGrain).FullName, LogLevel.Debug)),
        };
        await stopping.InitializeAsync();
        stopping.SiloServices.GetRequiredService<PictureThreads>().Dispose();

        var picture = stopping.Client.GetGrain<IMediaGrain>(1);
        Assert.IsType<MediaSaved>(await picture.CreateAsync(new(new(new(1), "0123456789abcdefghijkl", 800, 600, FocalPoint.Middle), "harbour.jpg", new() { AlternativeText = "A harbour." }), Stories.Author));

        Assert.Contains("are made later", await lines.NextAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Library_FindsByBeginningsOfWords_NewestFirst_PageByPage()
    {
        var mark = Guid.NewGuid().ToString("N");
        for (var number = 1; number <= 5; number++) await cluster.Client.NewPictureAsync(words: $"{mark} Die Fähre {number}");

        Assert.Equal(["5", "4"], (await FindAsync($"{mark} FAHR", 1, 2)).Items.Select(item => item.Details.AlternativeText[^1..]));
        Assert.Equal(["1"], (await FindAsync($"fäh {mark}", 3, 2)).Items.Select(item => item.Details.AlternativeText[^1..]));
        Assert.Equal(5, (await FindAsync(mark, 1, 2)).Total);
        Assert.Equal(0, (await FindAsync($"{mark} ähre")).Total);
        Assert.Null(await cluster.Client.GetGrain<IMediaLibraryGrain>(0).FindAsync(new("", "", 1, 10), Stories.Author with { Role = Role.Moderator }));
    }

    [Fact]
    public async Task Library_OfHundreds_IsReadAgain()
    {
        var (mark, library) = (Guid.NewGuid().ToString("N"), cluster.Client.GetGrain<IMediaLibraryGrain>(0));
        var first = await cluster.Client.GetGrain<IAllocatorGrain>("media").NextAsync(250);
        var made = await cluster.Client.NewPictureAsync();
        await Task.WhenAll(Enumerable.Range(0, 250).Select(number => library.PutAsync(made with
        {
            Source = made.Source with { Id = new(first + number) },
            Details = new() { AlternativeText = $"{mark} {number}" },
        })));

        await library.DeactivateAsync();

        Assert.Equal(250, (await FindAsync(mark)).Total);
        Assert.Equal($"{mark} 249", (await FindAsync(mark)).Items[0].Details.AlternativeText);
    }

    private IMediaGrain Grain(MediaView media) => cluster.Client.GetGrain<IMediaGrain>(media.Source.Id.Value);

    private async Task<MediaView> ReadAsync(MediaView media) => (await Grain(media).GetAsync(Stories.Author))!;

    private Task DeliveredAsync(MediaView media) => Grain(media).AsReference<IOutboxOwner>().DeliverOutboxAsync();

    private Task<byte[]?> FileAsync(MediaView media, string name) => cluster.Client.GetGrain<IMediaFilesGrain>(0).ReadAsync(media.Source.Id, media.Source.Key, name);

    private async Task<MediaPage> FindAsync(string words, int page = 1, int size = 50) =>
        (await cluster.Client.GetGrain<IMediaLibraryGrain>(0).FindAsync(new(words, "", page, size), Stories.Author))!;
}
