// The documents that the statements are from.

import type { ViewProps } from "../app";
import { useAnswer } from "../api";
import { documentFilter, documentOrder, sortOf } from "../filters";
import { useSpeech } from "../language";
import list from "../operations/documents.graphql";
import { Name } from "../parts/body";
import { FilterText } from "../parts/filtertext";
import { Heading } from "../parts/heading";
import { DocumentLink } from "../parts/source";
import { Answered } from "../parts/states";
import { type Column, Listing, PAGE, pageOf } from "../parts/table";
import type { DocumentsQuery } from "../../../types/types";

type Row = DocumentsQuery["documents"]["nodes"][number];

export function Documents({ search }: ViewProps) {
  const { t } = useSpeech();
  const sort = sortOf(search, "-date");
  const page = pageOf(search);
  const columns = useColumns();
  const variables = {
    where: documentFilter(search),
    orderBy: documentOrder(sort),
    first: PAGE,
    offset: (page - 1) * PAGE,
  };
  const answer = useAnswer(list, variables);
  return (
    <>
      <Heading title={t.views["documents"]!} operation={list} variables={variables} />
      <FilterText label={t.titleFilter} />
      <Answered answer={answer}>
        {({ documents: { totalCount, nodes } }) => (
          <Listing
            title={t.documentsTitle(totalCount)}
            caption={t.views["documents"]!}
            columns={columns}
            rows={nodes}
            sort={sort}
            page={page}
            total={totalCount}
          />
        )}
      </Answered>
    </>
  );
}

function useColumns(): Column<Row>[] {
  const { t, date, number } = useSpeech();
  return [
    {
      key: "title",
      title: t.title,
      isSortable: true,
      cell: (document) => <DocumentLink to={document} />,
    },
    {
      key: "publisher",
      title: t.publisher,
      isSortable: true,
      cell: ({ publisher }) => publisher && <Name text={publisher} />,
    },
    {
      key: "date",
      title: t.publishedOn,
      isSortable: true,
      cell: ({ publishedOn }) => publishedOn && date(publishedOn),
    },
    {
      key: "statements",
      title: t.statementsOf,
      isSortable: true,
      cell: ({ statements }) => number(statements.totalCount),
    },
  ];
}
