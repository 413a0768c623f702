using Microsoft.Data.Sqlite;
using static OrleansNews.Storage.Text.TextIndexUnderTest;

namespace OrleansNews.Storage.Text;

public sealed class SqliteTextIndexTests : IAsyncDisposable
{
    private readonly TextIndexUnderTest _test = new();

    [Fact]
    public async Task Find_WordsAndPhrases_AreAllThere()
    {
        await _test.AddAsync(Document(1, "ferry returns", "the old ferry is back"), Document(2, "harbour", "ferry and harbour"), Document(3, "old ferry"));

        Assert.Equal([1, 3], (await _test.IdsAsync(All("ferry", "old"))).Order());
        Assert.Equal([1, 3], (await _test.IdsAsync(All("old ferry"))).Order());
        Assert.Empty(await _test.IdsAsync(All("ferry old")));
        Assert.Equal([2], await _test.IdsAsync(All("ferry") with { NoneOf = [Phrase("returns"), Phrase("old ferry")] }));
        Assert.Equal([2, 3], (await _test.IdsAsync(All() with { AllOf = [[Phrase("harbour"), Phrase("old ferry", field: 0)]] })).Order());
        Assert.Equal([1, 2, 3], (await _test.IdsAsync(All() with { AllOf = [[Phrase("ferr", isPrefix: true)]] })).Order());
        Assert.Empty(await _test.IdsAsync(All("ferr")));
    }

    [Fact]
    public async Task Find_WordInTheHead_CountsMoreThanInTheBody()
    {
        await _test.AddAsync(Document(1, "tide", "boats boats boats"), Document(2, "boats", "tide"), Document(3, "other", "other"));

        Assert.Equal([2, 1], await _test.IdsAsync(All("boats")));
    }

    [Fact]
    public async Task Find_DocumentsThatAreAlike_ComeNewestFirst()
    {
        await _test.AddAsync(Document(1, "boats", moment: Now - (400 * Day)), Document(2, "boats", moment: Now), Document(3, "boats", moment: Now - (20 * Day)), Document(4, "other"));

        Assert.Equal([2, 3, 1], await _test.IdsAsync(All("boats")));
    }

    [Fact]
    public async Task Find_LabelAndMoment_Bound()
    {
        await _test.AddAsync(Document(1, "boats", label: "a", moment: 10), Document(2, "boats", label: "b", moment: 20), Document(3, "boats", label: "a", moment: 30));

        Assert.Equal([1, 3], (await _test.IdsAsync(All("boats") with { Label = "a" })).Order());
        Assert.Equal([2, 3], (await _test.IdsAsync(All("boats") with { From = 20 })).Order());
        Assert.Equal([1, 2], (await _test.IdsAsync(All("boats") with { Until = 30 })).Order());
        Assert.Empty(await _test.IdsAsync(All("boats") with { Label = "c" }));

        await _test.AddAsync(Document(4, "boats", label: "a/b"), Document(5, "boats", label: "a/b/c"), Document(6, "boats", label: "a0"), Document(7, "boats", label: "a-b"));
        Assert.Equal([1, 3, 4, 5], (await _test.IdsAsync(All("boats") with { Label = "a" })).Order());
        Assert.Equal([4, 5], (await _test.IdsAsync(All("boats") with { Label = "a/b" })).Order());
    }

    [Fact]
    public async Task Find_Pages_FollowEachOtherAndSayTheTotal()
    {
        await _test.AddAsync([.. Enumerable.Range(1, 45).Select(i => Document(i, "boats", moment: i))]);
        var all = await _test.IdsAsync(All("boats"));

        for (var skip = 0; skip < 60; skip += 10)
        {
            var page = await _test.Index.FindAsync(All("boats") with { Skip = skip, Take = 10 });
            Assert.Equal(45, page.Total);
            Assert.Equal(all.Skip(skip).Take(10), page.Ids);
        }
    }

    [Fact]
    public async Task Find_TermOfMoreDocumentsThanAreRanked_ComesByDate()
    {
        var count = TextIndexReader.MostRanked + 1;
        await _test.AddAsync([.. Enumerable.Range(1, count).Select(i => Document(i, i == 7 ? "common common common" : "common", moment: i))]);

        var found = await _test.Index.FindAsync(All("common") with { Take = 3 });

        Assert.Equal(count, found.Total);
        Assert.Equal([count, count - 1, count - 2], found.Ids);
    }

    [Fact]
    public async Task Apply_DocumentAgain_ReplacesIt()
    {
        await _test.AddAsync(Document(1, "first words"));
        await _test.AddAsync(Document(1, "second words"));

        Assert.Empty(await _test.IdsAsync(All("first")));
        Assert.Equal([1], await _test.IdsAsync(All("second")));
        Assert.Equal(1, (await _test.Index.FindAsync(All("words"))).Total);
    }

    [Fact]
    public async Task Apply_Removed_IsFoundNoMore()
    {
        await _test.AddAsync(Document(1, "boats"), Document(2, "boats"));

        Assert.True(await _test.Index.ApplyAsync([], [1, 99], 2, 3));

        Assert.Equal([2], await _test.IdsAsync(All("boats")));
        Assert.Equal(3, await _test.Index.GetPositionAsync());
    }

    [Fact]
    public async Task Apply_FromAnotherPosition_ChangesNothing()
    {
        await _test.AddAsync(Document(1, "boats"));

        Assert.False(await _test.Index.ApplyAsync([Document(2, "boats")], [1], 7, 8));

        Assert.Equal([1], await _test.IdsAsync(All("boats")));
        Assert.Equal(1, await _test.Index.GetPositionAsync());
    }

    [Fact]
    public async Task Reopen_File_HasItsDocumentsAndPosition()
    {
        await _test.AddAsync(Document(1, "boats"), Document(2, "boats"));

        await _test.ReopenAsync();

        Assert.Equal(2, await _test.Index.GetPositionAsync());
        Assert.Equal([1, 2], (await _test.IdsAsync(All("boats"))).Order());
    }

    [Fact]
    public async Task Reopen_TermsOfAnotherVersion_BeginsAnew()
    {
        await _test.AddAsync(Document(1, "boats"));

        await _test.ReopenAsync(termsVersion: 2);

        Assert.Equal(0, await _test.Index.GetPositionAsync());
        Assert.Empty(await _test.IdsAsync(All("boats")));
    }

    [Fact]
    public async Task Reopen_FileThatFollowsAnotherSource_BeginsAnew_AtPositionsThatTheOtherHadToo()
    {
        await _test.AddAsync(Document(1, "boats"), Document(2, "boats"));

        await _test.ReopenAsync(source: "news-restored");

        Assert.Equal(0, await _test.Index.GetPositionAsync());
        Assert.Empty(await _test.IdsAsync(All("boats")));
        await _test.AddAsync(Document(3, "boats"), Document(4, "boats"));
        await _test.ReopenAsync(source: "news-restored");
        Assert.Equal([3, 4], (await _test.IdsAsync(All("boats"))).Order());
        Assert.Equal(2, await _test.Index.GetPositionAsync());
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("empty")]
    [InlineData("missing")]
    [InlineData("other")]
    [InlineData("tableless")]
    public async Task Reopen_FileThatIsNone_BeginsAnew(string damage)
    {
        await _test.AddAsync(Document(1, "boats"));

        await _test.ReopenAsync(file => Damage(file, damage));

        Assert.Equal(0, await _test.Index.GetPositionAsync());
        await _test.AddAsync(Document(2, "boats"));
        Assert.Equal([2], await _test.IdsAsync(All("boats")));
    }

    [Fact]
    public async Task Find_FileDamagedWithin_FailsAndTheIndexBeginsAnew()
    {
        await _test.AddAsync([.. Enumerable.Range(1, 3_000).Select(i => Document(i, $"boats word{i}", $"text{i} more{i % 97}"))]);
        await _test.ReopenAsync(file =>
        {
            using var stream = File.Open(file, FileMode.Open, FileAccess.ReadWrite);
            // The schema stays, and the position; the trees of terms are gone.
            stream.Position = 5 * 4096;
            stream.Write(Enumerable.Repeat((byte)0xAB, (int)stream.Length - (5 * 4096)).ToArray());
        });

        var fault = await Assert.ThrowsAsync<TextIndexUnavailableException>(() => _test.Index.FindAsync(All("boats")));

        Assert.True(fault.IsDamaged);
        Assert.Equal(0, await _test.Index.GetPositionAsync());
        await _test.AddAsync(Document(2, "boats"));
        Assert.Equal([2], await _test.IdsAsync(All("boats")));
    }

    [Fact]
    public async Task Reset_WhileOthersSearch_EmptiesIt()
    {
        await _test.AddAsync(Document(1, "boats"));
        var searches = Enumerable.Range(0, 8).Select(_ => _test.Index.FindAsync(All("boats"))).ToList();

        await _test.Index.ResetAsync();
        await Task.WhenAll(searches);

        Assert.Equal(0, await _test.Index.GetPositionAsync());
        Assert.Empty(await _test.IdsAsync(All("boats")));
    }

    [Fact]
    public async Task Find_MoreThanMayWait_IsRefusedAtOnce()
    {
        await _test.AddAsync([.. Enumerable.Range(1, 2_000).Select(i => Document(i, "boats", "tide"))]);

        var asked = Enumerable.Range(0, 500).Select(async _ =>
        {
            try
            {
                return (await _test.Index.FindAsync(All("boats", "tide"))).Total == 2_000;
            }
            catch (TextIndexBusyException)
            {
                return false;
            }
        }).ToList();

        var answered = await Task.WhenAll(asked);
        Assert.Contains(true, answered);
        Assert.Contains(false, answered);
    }

    [Fact]
    public async Task Stop_Index_RefusesWhatComesLater()
    {
        await _test.Index.StopAsync();

        await Assert.ThrowsAsync<TextIndexBusyException>(() => _test.Index.FindAsync(All("boats")));
        await Assert.ThrowsAsync<TextIndexBusyException>(() => _test.Index.GetPositionAsync());
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("AND")]
    [InlineData("head:boats")]
    [InlineData("NEAR(a b)")]
    [InlineData("*")]
    [InlineData("a\0b")]
    [InlineData("'; DROP TABLE document; --")]
    public async Task Find_TermThatLooksLikeAnOperator_IsATerm(string term)
    {
        await _test.AddAsync(Document(1, "boats"));

        Assert.Empty(await _test.IdsAsync(All(term)));
        Assert.Equal([1], await _test.IdsAsync(All("boats") with { NoneOf = [Phrase(term)] }));
    }

    public ValueTask DisposeAsync() => _test.DisposeAsync();

    private static void Damage(string file, string damage)
    {
        switch (damage)
        {
            case "garbage":
                File.WriteAllText(file, new string('x', 9_000));
                break;
            case "empty":
                File.WriteAllBytes(file, []);
                break;
            case "missing":
                File.Delete(file);
                break;
            case "other":
                File.Delete(file);
                Execute(file, "CREATE TABLE something (id INTEGER)");
                break;
            default:
                Execute(file, "DROP TABLE document");
                break;
        }
    }

    private static void Execute(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
