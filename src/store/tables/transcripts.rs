//! The rows of transcripts.

use async_trait::async_trait;

use super::{database::Tables, db::WriteConnection};
use crate::{
    meeting::id::{MeetingId, ParticipantId},
    store::{
        error::Result,
        sql::signed,
        transcripts::{
            NewTranscript, Readable, Transcript, TranscriptKey, TranscriptLine, TranscriptRows, Transcripts,
        },
    },
    time::UnixMs,
};

#[async_trait]
impl Transcripts for Tables {
    async fn transcripts(&self, reader: ParticipantId, now: UnixMs) -> Result<Vec<Transcript>> {
        let found = sqlx::query_as(
            "SELECT transcript.*, $1 AS reader, COALESCE(opened_at, created_at) AS opened_at
             FROM transcript JOIN meeting ON meeting.id = transcript.meeting
             WHERE until > $2 AND ended_at IS NOT NULL
               AND transcript.meeting IN (SELECT meeting FROM transcript_reader WHERE participant = $1)
             ORDER BY opened_at DESC, transcript.meeting",
        );
        Ok(found.bind(reader).bind(now).fetch_all(&self.reads).await?)
    }
}

#[async_trait]
impl TranscriptRows for Tables {
    async fn begin_transcript(&self, transcript: NewTranscript) -> Result<()> {
        self.write(move |conn| Box::pin(begin(conn, transcript))).await
    }

    async fn add_transcript_lines(&self, meeting: MeetingId, lines: Vec<TranscriptLine>) -> Result<()> {
        self.write(move |conn| Box::pin(add(conn, meeting, lines))).await
    }

    async fn add_transcript_readers(&self, meeting: MeetingId, readable: Vec<Readable>) -> Result<()> {
        self.write(move |conn| Box::pin(add_readers(conn, meeting, readable))).await
    }

    async fn transcript_lines(
        &self,
        meeting: MeetingId,
        reader: ParticipantId,
        from: u64,
        limit: u32,
    ) -> Result<Vec<TranscriptLine>> {
        let found = sqlx::query_as(
            "SELECT seq, participant AS who, sealed AS payload FROM transcript_line AS line
             WHERE meeting = $1 AND seq >= $3 AND EXISTS (
                 SELECT 1 FROM transcript_reader AS stretch
                 WHERE stretch.meeting = line.meeting AND stretch.participant = $2
                   AND line.seq BETWEEN stretch.first_seq AND stretch.last_seq)
             ORDER BY seq LIMIT $4",
        );
        Ok(found
            .bind(meeting)
            .bind(reader)
            .bind(signed(from)?)
            .bind(i64::from(limit))
            .fetch_all(&self.reads)
            .await?)
    }

    async fn transcript_keys(&self, now: UnixMs) -> Result<Vec<TranscriptKey>> {
        let found = sqlx::query_as(
            "SELECT meeting, room, key, until <= $1 OR archived_at IS NOT NULL AS over
             FROM transcript JOIN room ON room.id = transcript.room",
        );
        Ok(found.bind(now).fetch_all(&self.reads).await?)
    }

    async fn delete_transcript(&self, meeting: MeetingId) -> Result<()> {
        self.write(move |conn| {
            Box::pin(async move {
                let row = sqlx::query("DELETE FROM transcript WHERE meeting = $1").bind(meeting);
                row.execute(conn.conn()).await?;
                Ok(())
            })
        })
        .await
    }
}

async fn begin(conn: &mut WriteConnection, transcript: NewTranscript) -> Result<()> {
    let NewTranscript { meeting, room, key, until } = transcript;
    let row = sqlx::query("INSERT INTO transcript (meeting, room, key, until) VALUES ($1, $2, $3, $4)");
    row.bind(meeting).bind(room).bind(key).bind(until).execute(conn.conn()).await?;
    Ok(())
}

async fn add(conn: &mut WriteConnection, meeting: MeetingId, lines: Vec<TranscriptLine>) -> Result<()> {
    for TranscriptLine { seq, who, payload } in lines {
        conn.note_written(payload.len());
        let row = sqlx::query(
            "INSERT INTO transcript_line (meeting, seq, participant, sealed)
             SELECT $1, $2, id, $4 FROM participant WHERE id = $3",
        );
        row.bind(meeting).bind(signed(seq)?).bind(who).bind(payload).execute(conn.conn()).await?;
    }
    Ok(())
}

async fn add_readers(conn: &mut WriteConnection, meeting: MeetingId, readable: Vec<Readable>) -> Result<()> {
    for Readable { reader, first_seq, last_seq } in readable {
        let row = sqlx::query(
            "INSERT INTO transcript_reader (meeting, participant, first_seq, last_seq)
             SELECT $1, id, $3, $4 FROM participant WHERE id = $2",
        );
        let row = row.bind(meeting).bind(reader).bind(signed(first_seq)?).bind(signed(last_seq)?);
        row.execute(conn.conn()).await?;
    }
    Ok(())
}

/// For the writes after which somebody has no way in: what they wrote stays for the others.
pub(super) async fn forget_reader(conn: &mut WriteConnection, reader: ParticipantId) -> Result<()> {
    let rows = sqlx::query("DELETE FROM transcript_reader WHERE participant = $1").bind(reader);
    rows.execute(conn.conn()).await?;
    Ok(())
}
