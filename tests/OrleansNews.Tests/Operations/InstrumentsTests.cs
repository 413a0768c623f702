using System.Diagnostics.Metrics;
using System.Reflection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using OrleansNews.Comments;
using OrleansNews.Comments.Threads;
using OrleansNews.Live;
using OrleansNews.Mail;
using OrleansNews.Site;

namespace OrleansNews.Operations;

/// <summary>What instruments say, and that a host hears those of its own alone.</summary>
public sealed class InstrumentsTests : IDisposable
{
    private readonly Meters _meters = new();
    private readonly Meters _others = new();

    public static TheoryData<string> All => [.. Types().Select(type => type.FullName!)];

    [Theory]
    [MemberData(nameof(All))]
    public void Instruments_AreMadeByTheFactoryOfTheirHost(string name)
    {
        var type = Types().Single(type => type.FullName == name);
        var made = new List<Instrument>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, _) => made.Add(instrument) };
        listener.Start();
        made.Clear();

        Assert.NotNull(Activator.CreateInstance(type, _meters));

        Assert.Contains(made, instrument => ReferenceEquals(instrument.Meter.Scope, _meters));
        Assert.DoesNotContain(type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic), field => typeof(Instrument).IsAssignableFrom(field.FieldType) || field.FieldType == typeof(Meter));
    }

    [Fact]
    public void Outbox_ShowsTheOldestAndAllOwners_OfItsOwnSiloAlone()
    {
        var (outbox, other) = (new OutboxInstruments(_meters), new OutboxInstruments(_others));
        using var age = Collect<double>("OrleansNews.Outbox", "orleansnews.outbox.age");
        using var owners = Collect<int>("OrleansNews.Outbox", "orleansnews.outbox.owners");
        outbox.Report(1, TimeSpan.FromSeconds(3), 2);
        outbox.Report(2, TimeSpan.FromSeconds(8), 5);
        other.Report(1, TimeSpan.FromSeconds(99), 99);
        Assert.Equal((8, 7), (Observed(age), Observed(owners)));

        outbox.Forget(2);

        Assert.Equal((3, 2), (Observed(age), Observed(owners)));
        Assert.Equal((TimeSpan.FromSeconds(3), 2), outbox.Now);
    }

    [Fact]
    public void Mails_AreCountedByOutcome_AndShownAsTheyWait()
    {
        var mails = new MailInstruments(_meters);
        using var counted = Collect<long>("OrleansNews.Mail", "orleansnews.mail.mails");
        using var waiting = Collect<int>("OrleansNews.Mail", "orleansnews.mail.waiting");
        using var unsent = Collect<int>("OrleansNews.Mail", "orleansnews.mail.unsent");
        using var age = Collect<double>("OrleansNews.Mail", "orleansnews.mail.age");

        mails.Count("sent", 3);
        mails.Report(0, TimeSpan.FromMinutes(1), 4, 1);
        mails.Report(1, TimeSpan.FromMinutes(2), 6, 0);
        Assert.Equal([("sent", 3L)], counted.GetMeasurementSnapshot().Select(one => ((string)one.Tags["outcome"]!, one.Value)));
        Assert.Equal((10, 1, 120), (Observed(waiting), Observed(unsent), Observed(age)));

        mails.Forget(1);
        Assert.Equal((4, 60), (Observed(waiting), Observed(age)));
    }

    [Fact]
    public void Submissions_AreCountedByOutcome_AndTimedOnlyWhenTheyAreStored()
    {
        var comments = new CommentInstruments(_meters);
        using var counted = Collect<long>("OrleansNews.Comments", "orleansnews.comments.submitted");
        using var timed = Collect<double>("OrleansNews.Comments", "orleansnews.comments.acknowledgement.duration");
        var posted = new CommentPosted(new(1), CommentStatus.Approved, new(1, 1), Repeated: false);

        foreach (var answer in new PostCommentResult[] { posted, posted with { Status = CommentStatus.Held }, posted with { Status = CommentStatus.Spam }, posted with { Status = CommentStatus.Trash } })
            comments.Answered(answer, TimeSpan.FromSeconds(2));
        comments.Answered(posted with { Repeated = true }, TimeSpan.FromSeconds(9));
        comments.Answered(new CommentInvalid([]), TimeSpan.FromSeconds(9));
        comments.Answered(new CommentRefused(CommentRefusal.Busy), TimeSpan.FromSeconds(9));

        Assert.Equal(["approved", "held", "spam", "trash", "repeated", "invalid", "refused"], counted.GetMeasurementSnapshot().Select(one => one.Tags["outcome"]));
        Assert.Equal([2, 2, 2, 2], timed.GetMeasurementSnapshot().Select(one => one.Value));
    }

    [Fact]
    public void Refusals_AreCountedByTheBoundThatTheyMet()
    {
        var overload = new OverloadInstruments(_meters);
        using var counted = Collect<long>("OrleansNews.Overload", "orleansnews.overload.refused");

        overload.Refused(OverloadInstruments.Story);
        new OverloadInstruments(_others).Refused(OverloadInstruments.Process);

        Assert.Equal((1, OverloadInstruments.Story), counted.GetMeasurementSnapshot().Select(one => (one.Value, (string)one.Tags["bound"]!)).Single());
    }

    [Fact]
    public void Pages_AndLiveFeeds_AreCountedAndTimed()
    {
        var (pages, live) = (new PageInstruments(_meters), new LiveInstruments(_meters));
        using var hits = Collect<long>("OrleansNews.Reading", "orleansnews.pages.hits");
        using var stale = Collect<long>("OrleansNews.Reading", "orleansnews.pages.stale");
        using var delivered = Collect<double>("OrleansNews.Live", "orleansnews.live.delivery.duration");
        using var dropped = Collect<long>("OrleansNews.Live", "orleansnews.live.dropped");

        pages.Hit();
        pages.Hit();
        pages.Stale();
        live.Delivered(TimeSpan.FromMilliseconds(20));
        live.Dropped();

        Assert.Equal((2, 1, 1), (hits.GetMeasurementSnapshot().EvaluateAsCounter(), stale.GetMeasurementSnapshot().EvaluateAsCounter(), dropped.GetMeasurementSnapshot().EvaluateAsCounter()));
        Assert.Equal(0.02, Assert.Single(delivered.GetMeasurementSnapshot()).Value);
        Assert.Equal(1, pages.StaleSinceStart);
    }

    public void Dispose()
    {
        _meters.Dispose();
        _others.Dispose();
    }

    private static IEnumerable<Type> Types() => new[] { typeof(ThreadInstruments).Assembly, typeof(PageInstruments).Assembly }
        .SelectMany(assembly => assembly.GetTypes()).Where(type => type.Name.EndsWith("Instruments", StringComparison.Ordinal));

    private MetricCollector<T> Collect<T>(string meter, string instrument)
        where T : struct => new(_meters, meter, instrument);

    private static T Observed<T>(MetricCollector<T> gauge)
        where T : struct
    {
        gauge.RecordObservableInstruments();
        return gauge.LastMeasurement!.Value;
    }
}
