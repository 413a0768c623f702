namespace OrleansNews.Layout;

/// <content>The words of the operations page.</content>
public sealed partial class SiteTexts
{
    public string Operations => Text();

    public string LookAgain => Text();

    public string NoConcerns => Text();

    public string Silos => Text();

    public string FrontEnds => Text();

    public string OpsAddress => Text();

    public string OpsStatus => Text();

    public string OpsBuild => Text();

    public string OpsSince => Text();

    public string OpsCpu => Text();

    public string OpsMemory => Text();

    public string OpsOutboxAge => Text();

    public string OpsOutboxOwners => Text();

    public string OpsNoReport => Text();

    public string OpsStorage => Text();

    public string OpsOperation => Text();

    public string OpsReads => Text();

    public string OpsWrites => Text();

    public string OpsInAMinute => Text();

    public string OpsMean => Text();

    public string OpsLongest => Text();

    public string OpsPages => Text();

    public string OpsStale => Text();

    public string OpsCoverage => Text();

    public string OpsLiveReaders => Text();

    public string OpsThreads => Text();

    public string OpsStory => Text();

    public string OpsComments => Text();

    public string OpsEvents => Text();

    public string OpsWaiting => Text();

    public string OpsSilo => Text();

    public string OpsStoryNumber(string what) => Fill([what]);

    public string ConcernSilo(string address, string status) => Fill([address, status]);

    public string ConcernSilent(string what) => Fill([what]);

    public string ConcernBuilds(string what) => Fill([what]);

    public string ConcernOutbox(string what) => Fill([what]);

    public string ConcernStore(string what) => Fill([what]);

    public string ConcernWaiting(string what) => Fill([what]);

    public string ConcernStale(string what) => Fill([what]);

    public string ConcernCoverage(string what) => Fill([what]);
}
